// SPDX-License-Identifier: GPL-3.0-or-later
#include "views/routes/percentageform.h"

#include "models/route/percentageshares.h"
#include "views/common/icons.h"

#include <QApplication>
#include <QDoubleSpinBox>
#include <QHBoxLayout>
#include <QLabel>
#include <QPushButton>
#include <QSignalBlocker>
#include <QSlider>
#include <QToolButton>
#include <numeric>

namespace gatehouse {

namespace {

// 50, not 50.00.
class ShareBox : public QDoubleSpinBox
{
public:
    QString textFromValue(double value) const override
    {
        return locale().toString(value, 'f', QLocale::FloatingPointShortest);
    }
};

} // namespace

PercentageForm::PercentageForm(QWidget *parent)
    : QWidget(parent)
    , m_layout(new QVBoxLayout)
    , m_sum(new QLabel)
    , m_even(new QPushButton(tr("Split evenly")))
    , m_add(new QPushButton(icon(Icon::Add), tr("Add a share")))
{
    m_sum->setTextFormat(Qt::PlainText);
    m_sum->setWordWrap(true);
    m_sum->setForegroundRole(QPalette::PlaceholderText);
    m_layout->setSpacing(grid / 2);
    auto *buttons = new QHBoxLayout;
    buttons->addWidget(m_add);
    buttons->addWidget(m_even);
    buttons->addStretch();
    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins({});
    layout->setSpacing(grid);
    layout->addLayout(m_layout);
    layout->addLayout(buttons);
    layout->addWidget(m_sum);
    connect(m_even, &QPushButton::clicked, this, [this] {
        m_turned = -1;
        setShares(evenShares(m_outputs.size()), false);
    });
    connect(m_add, &QPushButton::clicked, this, [this] {
        m_turned = -1;
        m_outputs.append({.name = QString()});
        QList<double> next = shares();
        // A new one takes what an even part would be; the others keep their proportions.
        next = withShare(next, next.size() - 1, std::floor(100.0 / double(next.size())));
        setShares(next, false);
    });
}

void PercentageForm::addRow()
{
    Row row{new QWidget, new QLabel, new QSlider(Qt::Horizontal), new ShareBox, new QToolButton};
    row.target->setTextFormat(Qt::PlainText);
    row.target->setMinimumWidth(0);
    row.target->setSizePolicy(QSizePolicy::Ignored, QSizePolicy::Preferred);
    row.slider->setRange(0, 100);
    row.box->setRange(0, 100);
    row.box->setAlignment(Qt::AlignRight);
    row.box->setFont(Theme::tabularFont());
    row.box->setDecimals(2);
    row.box->setSuffix(tr(" %"));
    row.box->setStepType(QAbstractSpinBox::DefaultStepType);
    row.remove->setIcon(icon(Icon::Close));
    row.remove->setAutoRaise(true);
    row.remove->setToolTip(tr("Remove this share; the others take it over"));
    row.remove->setFocusPolicy(Qt::StrongFocus);
    auto *layout = new QGridLayout(row.widget);
    layout->setContentsMargins({});
    layout->setSpacing(grid / 2);
    layout->addWidget(row.slider, 0, 0);
    layout->addWidget(row.box, 0, 1);
    layout->addWidget(row.remove, 0, 2);
    layout->addWidget(row.target, 1, 0, 1, 3);
    m_layout->addWidget(row.widget);
    const qsizetype index = m_rows.size();
    m_rows.append(row);
    connect(row.slider, &QSlider::valueChanged, this,
            [this, index](int value) { setShare(index, value); });
    connect(row.box, &QDoubleSpinBox::valueChanged, this,
            [this, index](double value) { setShare(index, value); });
    connect(row.remove, &QToolButton::clicked, this, [this, index] { remove(index); });
}

void PercentageForm::setOutputs(const QList<RouteOutput> &outputs)
{
    if (outputs != m_outputs)
        m_turned = -1;
    const QWidget *pressed = QApplication::focusWidget();
    m_outputs = outputs;
    while (m_rows.size() < outputs.size())
        addRow();
    for (qsizetype index = 0; index < m_rows.size(); ++index)
        showRow(index);
    updateControls();
    // Else the focus goes on to a button that the next Space would press.
    if (pressed && isAncestorOf(pressed) && !(pressed->isEnabled() && pressed->isVisibleTo(this)))
        m_rows.constFirst().box->setFocus();
}

void PercentageForm::showRow(qsizetype index)
{
    const Row &row = m_rows.at(index);
    row.widget->setVisible(index < m_outputs.size());
    if (index >= m_outputs.size())
        return;
    const RouteOutput &output = m_outputs.at(index);
    const double share = routePercentage(output.name).value_or(0);
    const QSignalBlocker sliderBlocker(row.slider);
    const QSignalBlocker boxBlocker(row.box);
    row.slider->setValue(qRound(share));
    if (row.box->value() != share)
        row.box->setValue(share);
    const QString where =
        output.target.isEmpty() ? tr("leads nowhere yet") : tr("leads to %1").arg(output.target);
    row.target->setText(routePercentage(output.name) ? where
                                                     : tr("“%1”, %2").arg(output.name, where));
    const QString name = tr("Share %1").arg(index + 1);
    row.slider->setAccessibleName(tr("%1 as a slider").arg(name));
    row.box->setAccessibleName(name);
    row.remove->setAccessibleName(tr("Remove share %1").arg(index + 1));
    row.box->setAccessibleDescription(where);
}

QList<double> PercentageForm::shares() const
{
    QList<double> shares;
    for (const RouteOutput &output : m_outputs)
        shares.append(routePercentage(output.name).value_or(0));
    return shares;
}

void PercentageForm::setShare(qsizetype index, double share)
{
    if (m_turned != index) {
        m_turned = index;
        m_before = shares();
    }
    setShares(withShare(m_before, index, share), true);
}

void PercentageForm::setShares(const QList<double> &shares, bool typing)
{
    const QStringList names = shareNames(shares);
    for (qsizetype index = 0; index < m_outputs.size(); ++index)
        m_outputs[index].name = names.at(index);
    const QList<RouteOutput> outputs = m_outputs;
    setOutputs(outputs);
    Q_EMIT edited(outputs, typing);
}

void PercentageForm::remove(qsizetype index)
{
    QList<double> left = shares();
    m_turned = -1;
    left = withShare(left, index, 0); // the others take it over first
    left.removeAt(index);
    m_outputs.removeAt(index);
    setShares(left, false);
}

void PercentageForm::setReadOnly(bool readOnly)
{
    m_readOnly = readOnly;
    updateControls();
}

void PercentageForm::updateControls()
{
    for (const Row &row : std::as_const(m_rows)) {
        row.slider->setEnabled(!m_readOnly && m_outputs.size() > 1); // the only one has all
        row.box->setReadOnly(m_readOnly);
        row.remove->setEnabled(!m_readOnly && m_outputs.size() > 1);
    }
    m_add->setEnabled(!m_readOnly && m_outputs.size() < mostRoutePercentages);
    m_even->setEnabled(!m_readOnly && m_outputs.size() > 1);
    const QList<double> now = shares();
    const double sum = std::accumulate(now.begin(), now.end(), 0.0);
    m_sum->setText(m_outputs.size() >= mostRoutePercentages
                       ? tr("%1 shares are the most there can be. Sum: %2 %")
                             .arg(mostRoutePercentages)
                             .arg(sum, 0, 'g', 6)
                       : tr("Sum: %1 %").arg(sum, 0, 'g', 6));
}

} // namespace gatehouse
