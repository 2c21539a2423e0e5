// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/sandbox/bodies/phrases.h"

#include <array>

namespace sandbox {

namespace {

constexpr const char *supportQuestions[]{
    "My order #-A was marked as delivered on Tuesday, but nothing arrived. What can I do?",
    "I was charged twice for invoice #. Can you refund the second payment?",
    "How do I change the e-mail address on my account? I no longer have access to the old one.",
    "The app logs me out every time I switch networks. Is that intended?",
    "Can I move my remaining # credits to a colleague's workspace?",
    "Wie kündige ich mein Abo zum Monatsende, ohne meine Daten zu verlieren?",
    "My discount code is refused as expired, but the mail says it is valid until Sunday.",
};
constexpr const char *supportBackground[]{
    "Orders count as lost when the carrier has not scanned them for five working days.",
    "Refunds go back to the original payment method and take three to seven working days.",
    "Account changes need either the old e-mail address or a code from the authenticator app.",
    "Case # was closed on the customer's request; the replacement left the Lübeck warehouse.",
    "Customers on the Pro plan get an answer within four hours, others within one working day.",
    "Credits expire twelve months after purchase and can be moved inside one organisation only.",
};
constexpr const char *supportAnswers[]{
    "I'm sorry about the trouble with this.",
    "I can see the parcel was scanned at the depot in your area at 14:#, and not after that.",
    "I have opened a search with the carrier; the case number is #.",
    "If it does not turn up within five working days, we will send a replacement at no cost.",
    "The second charge was never captured and will leave your statement by Friday.",
    "Confirm the code we just sent you, then change the address under Settings → Account.",
    "Please let me know whether a café or a neighbour in your building takes parcels in.",
    "Is there anything else I can help you with?",
};

constexpr const char *searchQuestions[]{
    "Which of our handbooks say how long travel receipts must be kept?",
    "Find the incident report about the cache outage in week #.",
    "What did we decide about the data centre in Kraków?",
    "Summarise the three most relevant passages and name their sources.",
    "List every document that mentions retention of access logs.",
    "東京オフィスの経費規定はどこにありますか。",
};
constexpr const char *searchBackground[]{
    "[doc #] Receipts for travel are kept for ten years, in paper or as a scan of 300 dpi.",
    "[doc #] The outage began when two replicas applied different eviction settings.",
    "[doc #] Access logs are kept for # days and then reduced to daily totals.",
    "[doc #] The steering group chose the second offer, subject to the fibre being ready in May.",
    "[doc #] Expenses in other currencies are converted at the day's rate of the central bank.",
    "[doc #] A page that nobody opened for a year is listed for review by its owner.",
};
constexpr const char *searchAnswers[]{
    "Two passages answer this directly.",
    "According to [doc #], travel receipts are kept for ten years.",
    "[doc #] adds that a scan is enough when it is at least 300 dpi.",
    "The incident report names different eviction settings on two replicas as the cause.",
    "I found no later document that changes this rule.",
    "The decision was recorded on page # of the minutes.",
};

constexpr const char *codingQuestions[]{
    "Why does this test fail only when it runs after the others?",
    "Rewrite this function so that it reads the file once instead of # times.",
    "Is it safe to hold this lock while calling back into the parser?",
    "Write a migration that adds a nullable column and fills it in batches.",
    "Explain what this regular expression matches and where it backtracks.",
    "Review this change. Point out bugs first, style last.",
};
constexpr const char *codingBackground[]{
    "def load(path):\n    return [parse(line) for line in open(path) if line.strip()]\n",
    "if (auto it = cache.find(key); it != cache.end()) {\n    return it->second; // line #\n}\n",
    "ERROR worker-# deadlock detected while waiting for ShareLock on transaction\n",
    "const total = rows.reduce((sum, row) => sum + row.cost, 0);\n",
    "SELECT model, count(*) FROM logs WHERE created_at > now() - interval '# hours' GROUP BY 1;\n",
    "assert result.status == 200, f\"unexpected {result.status}\"\n",
};
constexpr const char *codingAnswers[]{
    "The test shares state with the one before it: the module-level cache is never cleared.",
    "Move the fixture to function scope, or clear the cache in teardown.",
    "```python\n@pytest.fixture(autouse=True)\ndef fresh(): cache.clear()\n```\n",
    "The lock is not needed here, since the parser only reads immutable data.",
    "Holding it across the callback can deadlock as soon as the callback waits for a worker.",
    "In batches of # rows the migration takes short locks and can be stopped at any time.",
    "The complexity drops from O(n²) to O(n).",
};

constexpr const char *writingQuestions[]{
    "Make this announcement half as long and friendlier.",
    "Suggest # titles for a talk about measuring before optimising.",
    "Translate the following paragraph into French and keep the tone.",
    "Turn these notes into a short status report for people outside the team.",
    "Find a clearer word for \"leverage\" in each of these sentences.",
};
constexpr const char *writingBackground[]{
    "We are pleased to inform all stakeholders that the maintenance window has been rescheduled.",
    "Notes: # tickets closed, two open, waiting for the naïve retry to be replaced.",
    "The new office opens on the third; coffee is on the house for the first week.",
    "Our customers asked for exports that finish overnight, and now they do.",
};
constexpr const char *writingAnswers[]{
    "Here is a shorter version:",
    "The maintenance now happens on Thursday evening, and nothing changes for you.",
    "« La maintenance aura lieu jeudi soir ; rien ne change pour vous. »",
    "I kept the date and the contact, and dropped what the reader already knows.",
    "Measure twice, cut once: what # profiles taught us.",
    "Tell me if you would like it more formal.",
};

constexpr const char *analyticsQuestions[]{
    "Which three customers grew most in the last # weeks?",
    "Is the drop on Monday larger than the usual weekly pattern?",
    "Write the query for revenue by plan and month.",
    "Explain this table to somebody who has never seen it.",
};
constexpr const char *analyticsBackground[]{
    "2025-W#,enterprise,18420,0.031",
    "2025-W#,pro,9377,0.054",
    "2025-W#,free,120644,0.118",
    "column churn: share of accounts that were active in the week before and are not now",
};
constexpr const char *analyticsAnswers[]{
    "The drop is within the weekly pattern: Mondays are 11 to 14 percent below the mean.",
    "Growth comes almost entirely from the Pro plan, up # percent.",
    "| plan | accounts | churn |\n|---|---|---|\n| pro | 9377 | 5.4 % |\n",
    "Churn fell in every plan, most in the free one.",
    "With fewer than # accounts, the third customer's growth may well be chance.",
};

constexpr std::array<Phrases, 5> all{{
    {"You are the support assistant of Nordlicht Outdoor. Be brief and kind, never promise a "
     "refund above # euros, and hand over to a person when asked.",
     "find_order", "Looks up an order by its number", "order_number", supportQuestions,
     supportBackground, supportAnswers},
    {"Answer from the passages given and from nothing else. Name the document after each claim. "
     "Say so when the passages do not answer the question.",
     "search_documents", "Searches the company's documents", "query", searchQuestions,
     searchBackground, searchAnswers},
    {"You are a careful senior engineer. Show code in fenced blocks, and state what you could "
     "not verify.",
     "run_tests", "Runs the tests whose name matches a pattern", "pattern", codingQuestions,
     codingBackground, codingAnswers},
    {"You edit texts for clarity. Keep names, numbers and quotations exactly as they are.",
     "look_up_term", "Looks a term up in the house glossary", "term", writingQuestions,
     writingBackground, writingAnswers},
    {"You analyse tables. State the uncertainty of every conclusion, and use at most # rows in an "
     "answer.",
     "run_query", "Runs a read-only SQL query", "sql", analyticsQuestions, analyticsBackground,
     analyticsAnswers},
}};

} // namespace

const Phrases &phrasesOf(std::size_t topic)
{
    return all.at(topic);
}

} // namespace sandbox
