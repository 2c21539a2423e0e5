// SPDX-License-Identifier: GPL-3.0-or-later
#include "views/providers/logoedit.h"

#include "models/domain/customprovider.h"
#include "models/domain/svglogo.h"
#include "views/common/dialogs.h"
#include "views/common/icons.h"
#include "views/common/plainlabel.h"
#include "views/providers/logopicture.h"

#include <QFile>
#include <QFileInfo>
#include <QHBoxLayout>
#include <QPushButton>
#include <QtConcurrent>

namespace gatehouse {

LogoEdit::LogoEdit(QWidget *parent)
    : QWidget(parent)
    , m_picture(new LogoPicture)
    , m_text(makePlainLabel({}, Lettering::Muted))
    , m_choose(new QPushButton(tr("Choose a file…")))
    , m_remove(new QPushButton(icon(Icon::Delete), tr("Remove")))
{
    m_choose->setAccessibleName(tr("Logo: choose a file"));
    m_remove->setAccessibleName(tr("Logo: remove"));
    auto *layout = new QHBoxLayout(this);
    layout->setContentsMargins({});
    layout->setSpacing(grid);
    layout->addWidget(m_picture);
    layout->addWidget(m_text, 1);
    layout->addWidget(m_choose);
    layout->addWidget(m_remove);
    setFixedHeight(logoSize);
    setFocusProxy(m_choose);
    connect(m_picture, &LogoPicture::drawn, this, &LogoEdit::showState);
    connect(&m_reading, &QFutureWatcherBase::finished, this, &LogoEdit::onRead);
    connect(m_choose, &QPushButton::clicked, this, &LogoEdit::choose);
    connect(m_remove, &QPushButton::clicked, this, [this] {
        setValue({});
        m_choose->setFocus();
        Q_EMIT changed();
    });
    showState();
}

void LogoEdit::setValue(const QString &value)
{
    m_value = value;
    m_error.clear();
    m_isReading = false;
    showState();
}

void LogoEdit::setReadOnly(bool readOnly)
{
    m_readOnly = readOnly;
    showState();
}

void LogoEdit::choose()
{
    m_dialogs->openFile({tr("Logo"), {}, {tr("SVG (*.svg)")}, {}}, this,
                        [this](const QString &path) {
                            if (path.isEmpty())
                                return;
                            m_error.clear();
                            m_isReading = true;
                            m_reading.setFuture(QtConcurrent::run(&LogoEdit::readFile, path));
                            showState();
                            Q_EMIT changed();
                        });
}

LogoEdit::File LogoEdit::readFile(const QString &path)
{
    QFile file(path);
    const QString name = QFileInfo(path).fileName();
    if (!file.open(QIODevice::ReadOnly))
        return {{}, tr("%1 cannot be read: %2.").arg(name, file.errorString())};
    const QByteArray svg = file.read(CustomProvider::longestLogo + 1);
    const QString base64 = QString::fromLatin1(svg.toBase64());
    if (base64.size() > CustomProvider::longestLogo)
        return {{},
                tr("%1 is too large: at most %2 KiB.")
                    .arg(name)
                    .arg(CustomProvider::longestLogo / 4 * 3 / 1024)};
    if (safeLogo(base64).isEmpty())
        return {{},
                tr("%1 is not a plain SVG: it must hold shapes only, and refer to nothing outside.")
                    .arg(name)};
    return {base64, {}};
}

void LogoEdit::onRead()
{
    if (!std::exchange(m_isReading, false)) // another has been set meanwhile
        return;
    const File file = m_reading.result();
    if (file.error.isEmpty())
        setValue(file.base64);
    m_error = file.error;
    showState();
    Q_EMIT changed();
}

void LogoEdit::showState()
{
    m_picture->setLogo(m_value);
    m_picture->setVisible(m_picture->isSafe());
    m_text->setText(m_isReading               ? tr("being read…")
                        : m_value.isEmpty()   ? tr("none")
                        : m_picture->isSafe() ? QString()
                                              : tr("not drawn: it is more than plain shapes"));
    m_choose->setEnabled(!m_readOnly);
    m_remove->setEnabled(!m_readOnly && !m_value.isEmpty());
}

} // namespace gatehouse
