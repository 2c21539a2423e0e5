// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "views/gateways/rowsedit.h"

namespace gatehouse {

// Edits an object of HTTP headers; any of the values may be a credential.
class HeadersEdit : public RowsEdit
{
    Q_OBJECT
    Q_DISABLE_COPY_MOVE(HeadersEdit)

public:
    static constexpr int longestValue = 4096;

    explicit HeadersEdit(QWidget *parent = nullptr);
    void setLongestValue(int characters) { m_longest = characters; }

protected:
    MemberRow *makeRow() override;
    QString findProblem(bool touched, bool everything) override;

private:
    int m_longest = longestValue;
};

} // namespace gatehouse
