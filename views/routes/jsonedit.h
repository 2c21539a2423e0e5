// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QPlainTextEdit>

namespace gatehouse {

// A text of JSON with the numbers of its lines; the lines with errors are marked.
class JsonEdit : public QPlainTextEdit
{
    Q_OBJECT
    Q_DISABLE_COPY_MOVE(JsonEdit)

public:
    explicit JsonEdit(const QString &accessibleName, QWidget *parent = nullptr);

    // The lines, from 1, and what is wrong there.
    void setErrors(const QMap<int, QString> &errors);
    const QMap<int, QString> &errors() const { return m_errors; }
    void goToLine(int line);
    void showText(const QString &text); // in place of what is there; the cursor and the view stay

protected:
    void resizeEvent(QResizeEvent *event) override;
    void changeEvent(QEvent *event) override;
    bool viewportEvent(QEvent *event) override;

private:
    friend class JsonEditMargin;
    void layoutMargin();
    void paintMargin(QPaintEvent *event);
    void markErrors();

    QMap<int, QString> m_errors;
    QWidget *m_margin;
};

} // namespace gatehouse
