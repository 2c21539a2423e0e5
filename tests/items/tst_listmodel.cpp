// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/domain/id.h"
#include "models/items/listmodel.h"

#include <QAbstractItemModelTester>
#include <QRandomGenerator>
#include <QSignalSpy>
#include <QTest>
#include <numeric>

using namespace gatehouse;

namespace {

struct Item
{
    Id<struct ItemTag> id;
    int value = 0;

    bool operator==(const Item &) const = default;
};

QList<Item> items(const QString &text) // "a b2 c": a letter and its value
{
    QList<Item> result;
    for (const QString &word : text.split(u' ', Qt::SkipEmptyParts))
        result.append({{word.left(1)}, word.mid(1).toInt()});
    return result;
}

class ItemModel : public ListModel<Item>
{
public:
    ItemModel() : ListModel(2, nullptr) { }
    using ListModel::insertOrUpdate;
    using ListModel::load;
    using ListModel::merge;
    using ListModel::removeId;

    QString text() const
    {
        QStringList words;
        for (const Item &item : values())
            words.append(item.id.value + (item.value ? QString::number(item.value) : QString()));
        return words.join(u' ');
    }

protected:
    QVariant cell(int row, int column, int role) const override
    {
        if (role == IdRole)
            return at(row).id.value;
        if (role != Qt::DisplayRole)
            return {};
        return column == 0 ? QVariant(at(row).id.value) : at(row).value;
    }
    QVariant header(int column, int role) const override
    {
        if (role == Qt::DisplayRole)
            return column == 0 ? QStringLiteral("Id") : QStringLiteral("Value");
        return role == Qt::ToolTipRole ? QVariant(QStringLiteral("What it is")) : QVariant();
    }
};

} // namespace

class ListModelTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void plumbing();
    void longestAscendingIsLongest();
    void merge_data();
    void merge();
    void mergeFuzz();
    void single();
    void load();
    void loadFails();
    void newerLoadWins();
};

void ListModelTest::plumbing()
{
    ItemModel model;
    model.merge(items(QStringLiteral("a1 b2")));
    const QModelIndex index = model.index(1, 1);
    QCOMPARE(model.rowCount(index), 0);
    QCOMPARE(model.columnCount(index), 0);
    QVERIFY(!model.data({}).isValid());
    QVERIFY(!model.data(index, Qt::DecorationRole).isValid());
    QCOMPARE(model.data(index, Qt::AccessibleTextRole).toString(), QStringLiteral("Value: 2"));
    QCOMPARE(model.data(index, Qt::AccessibleDescriptionRole).toString(),
             QStringLiteral("What it is"));
    QCOMPARE(model.headerData(1, Qt::Horizontal).toString(), QStringLiteral("Value"));
    QVERIFY(!model.headerData(2, Qt::Horizontal).isValid());
    QVERIFY(!model.headerData(0, Qt::Vertical).isValid());
    QCOMPARE(model.rowOf(QStringLiteral("b")), 1);
    QCOMPARE(model.rowOf(QStringLiteral("c")), -1);
    QCOMPARE(model.find(QStringLiteral("a"))->value, 1);
    QVERIFY(!model.find(QStringLiteral("c")));
}

// Against every subsequence of short random sequences.
void ListModelTest::longestAscendingIsLongest()
{
    QRandomGenerator random(1);
    for (int round = 0; round < 300; ++round) {
        std::vector<int> sequence(size_t(random.bounded(11)));
        std::iota(sequence.begin(), sequence.end(), 0);
        std::shuffle(sequence.begin(), sequence.end(), random);
        for (int &number : sequence)
            number = random.bounded(4) == 0 ? -1 : number;
        size_t best = 0;
        for (unsigned set = 0; set < 1U << sequence.size(); ++set) {
            int last = -1;
            size_t length = 0;
            for (size_t i = 0; i < sequence.size(); ++i) {
                if (!(set >> i & 1U))
                    continue;
                if (sequence[i] <= last) {
                    length = 0;
                    break;
                }
                last = sequence[i];
                ++length;
            }
            best = std::max(best, length);
        }
        const std::vector<bool> stays = longestAscending(sequence);
        int last = -1;
        size_t length = 0;
        for (size_t i = 0; i < sequence.size(); ++i) {
            if (!stays[i])
                continue;
            QVERIFY(sequence[i] > last);
            last = sequence[i];
            ++length;
        }
        QCOMPARE(length, best);
    }
}

void ListModelTest::merge_data()
{
    QTest::addColumn<QString>("before");
    QTest::addColumn<QString>("after");
    QTest::addColumn<int>("removes");
    QTest::addColumn<int>("inserts");
    QTest::addColumn<int>("changes");
    const auto add = [](const char *before, const char *after, int removes, int inserts,
                        int changes) {
        QTest::addRow("%s -> %s", before, after)
            << QString::fromLatin1(before) << QString::fromLatin1(after) << removes << inserts
            << changes;
    };
    add("", "", 0, 0, 0);
    add("", "a b c", 0, 1, 0);
    add("a b c", "", 1, 0, 0);
    add("a b c", "a b c", 0, 0, 0);
    add("a b c", "a b1 c", 0, 0, 1);
    add("a b c d e", "a1 b1 c d e1", 0, 0, 2); // runs of rows go together
    add("a b c d e", "a e", 1, 0, 0);
    add("a b c d e", "b d", 3, 0, 0);
    add("a c", "a b c d", 0, 2, 0);
    add("a b c d", "d a b c", 1, 1, 0); // one row changes its place
    add("a b c", "x y z", 1, 1, 0);
    add("a b c d", "b x d1", 2, 1, 1);
}

void ListModelTest::merge()
{
    QFETCH(QString, before);
    QFETCH(QString, after);
    ItemModel model;
    QAbstractItemModelTester tester(&model, QAbstractItemModelTester::FailureReportingMode::QtTest);
    model.merge(items(before));
    QSignalSpy removed(&model, &QAbstractItemModel::rowsRemoved);
    QSignalSpy inserted(&model, &QAbstractItemModel::rowsInserted);
    QSignalSpy changed(&model, &QAbstractItemModel::dataChanged);
    model.merge(items(after));
    QCOMPARE(model.text(), after);
    QTEST(int(removed.count()), "removes");
    QTEST(int(inserted.count()), "inserts");
    QTEST(int(changed.count()), "changes");
}

void ListModelTest::mergeFuzz()
{
    QRandomGenerator random(2);
    ItemModel model;
    QAbstractItemModelTester tester(&model, QAbstractItemModelTester::FailureReportingMode::QtTest);
    QSignalSpy reset(&model, &QAbstractItemModel::modelReset);
    for (int round = 0; round < 1000; ++round) {
        QList<Item> next = model.values();
        for (int change = random.bounded(5); change > 0; --change) {
            const auto at = next.isEmpty() ? 0 : random.bounded(int(next.size()));
            const int kind = random.bounded(4);
            const QString id(QChar(u'A' + random.bounded(40)));
            if (kind == 0 || next.isEmpty())
                next.insert(at, {{id}, random.bounded(3)}); // may be there already
            else if (kind == 1)
                next.removeAt(at);
            else if (kind == 2)
                next[at].value = random.bounded(3);
            else
                next.move(at, random.bounded(int(next.size())));
        }
        QList<Item> unique;
        for (const Item &item : next)
            if (std::none_of(unique.begin(), unique.end(),
                             [&](const Item &other) { return other.id == item.id; }))
                unique.append(item);

        QHash<QString, QPersistentModelIndex> selection;
        for (int row = 0; row < model.rowCount(); ++row)
            selection.insert(model.at(row).id.value, model.index(row, 1));
        std::vector<int> from;
        for (const Item &item : unique)
            from.push_back(model.rowOf(item.id.value));
        const std::vector<bool> stays = longestAscending(from);

        model.merge(next);
        QCOMPARE(model.values(), unique);
        for (size_t i = 0; i < stays.size(); ++i)
            if (stays[i])
                QCOMPARE(selection.value(unique.at(qsizetype(i)).id.value).row(), int(i));
    }
    QCOMPARE(reset.count(), 0);
}

void ListModelTest::single()
{
    ItemModel model;
    QAbstractItemModelTester tester(&model, QAbstractItemModelTester::FailureReportingMode::QtTest);
    QSignalSpy changed(&model, &QAbstractItemModel::dataChanged);
    model.merge(items(QStringLiteral("a b")));
    model.insertOrUpdate({{QStringLiteral("c")}, 3});
    QCOMPARE(model.text(), QStringLiteral("a b c3"));
    model.insertOrUpdate({{QStringLiteral("a")}, 1});
    model.insertOrUpdate({{QStringLiteral("a")}, 1});
    QCOMPARE(changed.count(), 1);
    model.removeId(QStringLiteral("b"));
    model.removeId(QStringLiteral("none"));
    QCOMPARE(model.text(), QStringLiteral("a1 c3"));
}

void ListModelTest::load()
{
    ItemModel model;
    QSignalSpy stateChanged(&model, &TableModel::stateChanged);
    QCOMPARE(model.state(), TableModel::State::Idle);
    CallSource<QList<Item>> source;
    model.load(source.call());
    QCOMPARE(model.state(), TableModel::State::Loading);
    source.finish(items(QStringLiteral("a b")));
    QTRY_COMPARE(model.state(), TableModel::State::Ready);
    QCOMPARE(model.text(), QStringLiteral("a b"));
    QCOMPARE(stateChanged.count(), 2);
}

void ListModelTest::loadFails()
{
    ItemModel model;
    model.merge(items(QStringLiteral("a b")));
    CallSource<QList<Item>> source;
    model.load(source.call());
    source.finish(tl::make_unexpected(ApiError::protocol(QStringLiteral("no"))));
    QTRY_COMPARE(model.state(), TableModel::State::Failed);
    QCOMPARE(model.error().message, QStringLiteral("no"));
    QCOMPARE(model.text(), QStringLiteral("a b"));
}

void ListModelTest::newerLoadWins()
{
    ItemModel model;
    CallSource<QList<Item>> first;
    CallSource<QList<Item>> second;
    bool cancelled = false;
    first.onCancel([&cancelled] { cancelled = true; });
    model.load(first.call());
    model.load(second.call());
    QVERIFY(cancelled);
    second.finish(items(QStringLiteral("b")));
    QTRY_COMPARE(model.state(), TableModel::State::Ready);
    QCOMPARE(model.text(), QStringLiteral("b"));

    // Answered already, but not delivered yet when the next one is asked for.
    CallSource<QList<Item>> third;
    CallSource<QList<Item>> fourth;
    model.load(third.call());
    third.finish(items(QStringLiteral("c")));
    model.load(fourth.call());
    QCoreApplication::processEvents();
    QCOMPARE(model.state(), TableModel::State::Loading);
    QCOMPARE(model.text(), QStringLiteral("b"));
    fourth.finish(items(QStringLiteral("d")));
    QTRY_COMPARE(model.text(), QStringLiteral("d"));
}

QTEST_GUILESS_MAIN(ListModelTest)
#include "tst_listmodel.moc"
