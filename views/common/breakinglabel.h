// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QLabel>

namespace gatehouse {

// Plain text that wraps, within a word too where that has no room: QLabel would cut it. In parts,
// it cannot be selected by the mouse and is copied whole, from its menu.
class BreakingLabel : public QLabel
{
    Q_OBJECT
    Q_DISABLE_COPY_MOVE(BreakingLabel)

public:
    explicit BreakingLabel(QWidget *parent = nullptr);

    // Not setText(), which is not told. whole: what is copied and told by a tooltip, where that is
    // more than the text.
    void setValue(const QString &text, const QString &whole = {});
    int longestWord() const; // px
    bool isBroken() const; // in its present width

    QSize minimumSizeHint() const override;
    int heightForWidth(int width) const override;

protected:
    void resizeEvent(QResizeEvent *event) override;
    void paintEvent(QPaintEvent *event) override;

private:
    void adapt();

    QString m_whole;
};

} // namespace gatehouse
