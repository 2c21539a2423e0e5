// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "views/logs/bodytext.h"

#include <QPlainTextEdit>
#include <QTimer>

namespace gatehouse {

// Shows a body of any size: large ones are prepared in another thread and filled in bit by bit.
class BodyTextView : public QPlainTextEdit
{
    Q_OBJECT
    Q_DISABLE_COPY_MOVE(BodyTextView)

public:
    explicit BodyTextView(QWidget *parent = nullptr);

    void setBody(const QByteArray &bytes, bool pretty);
    void clearBody();
    bool isBusy() const { return m_preparing || m_filled < m_body.text.size(); }
    const BodyText &body() const { return m_body; } // the last one that was prepared

    // All places of the text, at most maxFound; 0 when there is none.
    static constexpr int maxFound = 10'000;
    int search(const QString &text);
    void showFound(int index); // of search(): selects it and brings it into sight

Q_SIGNALS:
    void prepared();
    void busyChanged();

private:
    void onPrepared(BodyText body);
    void fill();

    BodyText m_body;
    qsizetype m_filled = 0;
    bool m_preparing = false;
    quint64 m_generation = 0;
    QTimer m_fill;
    QList<qsizetype> m_found;
    qsizetype m_foundLength = 0;
};

} // namespace gatehouse
