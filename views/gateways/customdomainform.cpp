// SPDX-License-Identifier: GPL-3.0-or-later
#include "views/gateways/customdomainform.h"

#include "views/common/fieldrow.h"
#include "views/common/theme.h"

#include <QComboBox>
#include <QHBoxLayout>
#include <QKeyEvent>
#include <QLineEdit>
#include <QPushButton>

namespace gatehouse {

CustomDomainForm::CustomDomainForm(QWidget *parent)
    : BottomPanel(parent)
    , m_hostname(new QLineEdit)
    , m_zone(new QLineEdit)
    , m_tls(new QComboBox)
{
    m_hostname->setPlaceholderText(QStringLiteral("ai.example.com"));
    m_tls->addItem(tr("As the service has it"));
    for (const char *version : {"1.0", "1.1", "1.2", "1.3"})
        m_tls->addItem(tr("TLS %1").arg(QLatin1String(version)), QString::fromLatin1(version));
    auto *section = new FormSection(tr("Add a custom domain"));
    m_hostnameRow =
        section->addField(tr("Hostname"), m_hostname, {},
                          tr("What callers will use in place of the gateway's URL; at most 253 "
                             "characters."));
    m_zoneRow = section->addField(tr("Zone id"), m_zone, {},
                                  tr("Of the zone that the hostname belongs to, as its overview in "
                                     "the dashboard shows it."));
    section->addField(tr("Lowest TLS version"), m_tls, {},
                      tr("Callers that speak only older versions are refused."));
    auto *box = static_cast<QVBoxLayout *>(layout());
    box->addWidget(section);
    auto *row = new QHBoxLayout;
    row->setSpacing(grid);
    row->addStretch();
    m_close = BottomPanel::addButton(row, tr("Close"), tr("Add nothing (Esc)"));
    m_add = BottomPanel::addButton(row, tr("Add domain"));
    box->addLayout(row);

    for (QLineEdit *edit : {m_hostname, m_zone}) {
        connect(edit, &QLineEdit::textEdited, this, &CustomDomainForm::validate);
        connect(edit, &QLineEdit::returnPressed, this, [this] {
            if (m_add->isEnabled())
                Q_EMIT submitted();
        });
    }
    connect(m_add, &QPushButton::clicked, this, &CustomDomainForm::submitted);
    connect(m_close, &QPushButton::clicked, this, &CustomDomainForm::closed);
    setFocusProxy(m_hostname);
}

NewCustomDomain CustomDomainForm::value() const
{
    NewCustomDomain domain{m_hostname->text().trimmed(), m_zone->text().trimmed(), {}};
    if (const QString tls = m_tls->currentData().toString(); !tls.isEmpty())
        domain.minTls = tls;
    return domain;
}

void CustomDomainForm::clear()
{
    m_hostname->clear();
    m_zone->clear();
    m_tls->setCurrentIndex(0);
    m_hostnameRow->setError({});
    m_zoneRow->setError({});
    Q_EMIT changed();
}

void CustomDomainForm::setTaken(const QStringList &hostnames)
{
    m_taken = hostnames;
}

void CustomDomainForm::setAdding(bool adding)
{
    m_adding = adding;
    for (QWidget *editor : std::initializer_list<QWidget *>{m_hostname, m_zone, m_tls, m_close})
        editor->setEnabled(!adding);
    m_add->setText(adding ? tr("Adding…") : tr("Add domain"));
    Q_EMIT changed();
}

QString CustomDomainForm::hostnameError() const
{
    const QString hostname = value().domain;
    const QString problem = hostnameProblem(hostname);
    return problem.isEmpty() && m_taken.contains(hostname.toLower())
        ? tr("The gateway has this domain already.")
        : problem;
}

bool CustomDomainForm::isValid() const
{
    return !m_adding && hostnameError().isEmpty() && zoneIdProblem(value().zoneId).isEmpty();
}

// What has not been touched yet is not complained about.
void CustomDomainForm::validate()
{
    if (m_hostname->isModified())
        m_hostnameRow->setError(hostnameError());
    if (m_zone->isModified())
        m_zoneRow->setError(zoneIdProblem(value().zoneId));
    Q_EMIT changed();
}

bool CustomDomainForm::setServiceError(const ApiError &error)
{
    const QString field = error.path.value(error.path.size() - 1);
    FieldRow *row = field == QLatin1String("domain") ? m_hostnameRow
        : field == QLatin1String("zone_id")          ? m_zoneRow
                                                     : nullptr;
    if (!row)
        return false;
    row->setError(error.message);
    row->editor()->setFocus();
    return true;
}

void CustomDomainForm::keyPressEvent(QKeyEvent *event)
{
    if (event->key() == Qt::Key_Escape && !m_adding)
        return Q_EMIT closed();
    BottomPanel::keyPressEvent(event);
}

} // namespace gatehouse
