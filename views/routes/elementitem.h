// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "views/routes/scenelook.h"

#include <QGraphicsItem>
#include <QStaticText>
#include <optional>

namespace gatehouse {

// What a comparison or a run says of an element or an edge.
enum class GraphMark { None, Added, Removed, Changed, Passed, Ended, Faded };
QColor markColor(GraphMark mark, const SceneLook &look); // invalid: none of its own

// One element on the canvas: a card with its port for what comes in at the left, and one for each
// output at the right. Its texts are laid out when they are first seen, and kept.
class ElementItem : public QGraphicsItem
{
public:
    enum { Type = UserType + 1 };
    enum class Problem { None, Warning, Error };
    enum class Target { None, Allowed, Chosen }; // of an edge that is being drawn

    struct Content
    {
        QString id;
        QString type;
        QString summary;
        QStringList outputs;
        bool hasInput = true;

        bool operator==(const Content &) const = default;
    };

    explicit ElementItem(const SceneLook *look);

    static QSizeF sizeOf(const Content &content);

    const QString &id() const { return m_content.id; }
    const Content &content() const { return m_content; }
    QSizeF size() const { return m_size; }
    QRectF rect() const { return {pos(), m_size}; } // of the card, in the scene
    void setContent(const Content &content);
    void updateLook(); // the palette is another one

    void setMark(GraphMark mark);
    GraphMark mark() const { return m_mark; }
    void setProblem(Problem problem);
    Problem problem() const { return m_problem; }
    void setTarget(Target target);
    Target target() const { return m_target; }
    void setCurrent(bool current, int output = -1); // of the keyboard
    void setFound(bool found); // by the search
    void setHoveredOutput(int output); // by the mouse; -1: none
    void setBadge(const QString &text); // such as a share; empty: none
    const QString &badge() const { return m_badge; }

    // In the scene.
    QPointF inputPort() const;
    QPointF outputPort(int output) const;
    int outputAt(const QPointF &scenePos) const; // -1: none
    bool isInputAt(const QPointF &scenePos) const;
    QRectF outputRow(int output) const; // with its label

    int type() const override { return Type; }
    QRectF boundingRect() const override;
    QPainterPath shape() const override;
    void paint(QPainter *painter, const QStyleOptionGraphicsItem *option, QWidget *) override;

private:
    void layoutTexts();
    qreal rowTop(int output) const;
    QPen border() const;
    void paintPorts(QPainter *painter) const;
    void paintLabels(QPainter *painter) const;
    void paintBadge(QPainter *painter) const;
    void paintProblem(QPainter *painter, const QPointF &middle, qreal size) const;
    // From afar
    QRectF plate() const;
    enum class Distance { Near, Far, VeryFar };
    static Distance distanceAt(qreal scale);
    void layoutName(Distance distance);
    void paintPlate(QPainter *painter, bool focused);
    template <class T> void change(T &member, const T &value);

    const SceneLook *m_look;
    Content m_content;
    QSizeF m_size;
    QPainterPath m_card;
    QStaticText m_title;
    QStaticText m_summary;
    QStaticText m_badgeText;
    QList<QStaticText> m_nameLines; // of the plate
    QFont m_nameFont;
    qreal m_nameLineHeight = 0;
    QList<QStaticText> m_labels;
    QString m_badge;
    GraphMark m_mark = GraphMark::None;
    Problem m_problem = Problem::None;
    Target m_target = Target::None;
    bool m_current = false;
    int m_currentOutput = -1;
    int m_hoveredOutput = -1;
    bool m_found = false;
    bool m_isLaidOut = false; // the texts
    std::optional<Distance> m_nameDistance; // that the plate's name is laid out for
};

} // namespace gatehouse
