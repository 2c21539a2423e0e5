// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QStringList>
#include <QWidget>

class QComboBox;
class QListWidget;

namespace gatehouse {

// The sections of a long form, to jump to one: a list beside it or, where there is no room for
// that, a choice above it.
class FormIndex : public QWidget
{
    Q_OBJECT
    Q_DISABLE_COPY_MOVE(FormIndex)

public:
    enum class Mark { None, Changed, Wrong };
    enum class Form { List, Choice };

    explicit FormIndex(const QString &name, QWidget *parent = nullptr);

    void addGroup(const QString &title); // of the sections that follow
    int addSection(const QString &title); // its number
    void setMark(int section, Mark mark);
    void setSectionVisible(int section, bool visible);
    void setCurrent(int section); // without a jump
    void setForm(Form form);
    Form form() const;

    QListWidget *list() const { return m_list; }
    QComboBox *choice() const { return m_choice; }

Q_SIGNALS:
    void jumped(int section); // by the person
    void entered(int section); // with Enter: to its first field

protected:
    bool eventFilter(QObject *watched, QEvent *event) override;

private:
    int rowOf(int section) const;

    QListWidget *m_list;
    QComboBox *m_choice;
    QStringList m_titles;
};

} // namespace gatehouse
