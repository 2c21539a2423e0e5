<?xml version="1.0" encoding="utf-8"?>
<!DOCTYPE TS>
<TS version="2.1" language="en" sourcelanguage="en">
<context>
    <name>gatehouse::ApiError</name>
    <message numerus="yes">
        <source> and %n more problem(s)</source>
        <translation>
            <numerusform> and %n more problem</numerusform>
            <numerusform> and %n more problems</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>gatehouse::CloudflareProviders</name>
    <message numerus="yes">
        <source>The keys of gateway %1 and of %n more</source>
        <translation>
            <numerusform>The keys of gateway %1 and of %n more</numerusform>
            <numerusform>The keys of gateway %1 and of %n more</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>gatehouse::ConnectionStatus</name>
    <message numerus="yes">
        <source>%1 of %2 requests left</source>
        <translation>
            <numerusform>%1 of %2 requests left</numerusform>
            <numerusform>%1 of %2 requests left</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>gatehouse::CopyPreview</name>
    <message numerus="yes">
        <source>What carries over, and %n field(s) that do not</source>
        <translation>
            <numerusform>What carries over, and %n field that does not</numerusform>
            <numerusform>What carries over, and %n fields that do not</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>gatehouse::DatasetWrites</name>
    <message numerus="yes">
        <source>%n dataset(s) were enabled.</source>
        <translation>
            <numerusform>%n dataset was enabled.</numerusform>
            <numerusform>%n datasets were enabled.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n dataset(s) were disabled.</source>
        <translation>
            <numerusform>%n dataset was disabled.</numerusform>
            <numerusform>%n datasets were disabled.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>Delete %n dataset(s)?</source>
        <translation>
            <numerusform>Delete %n dataset?</numerusform>
            <numerusform>Delete %n datasets?</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n dataset(s) were deleted.</source>
        <translation>
            <numerusform>%n dataset was deleted.</numerusform>
            <numerusform>%n datasets were deleted.</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>gatehouse::EvaluationsView</name>
    <message numerus="yes">
        <source>Delete %n evaluation(s)?</source>
        <translation>
            <numerusform>Delete %n evaluation?</numerusform>
            <numerusform>Delete %n evaluations?</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n evaluation(s) were deleted.</source>
        <translation>
            <numerusform>%n evaluation was deleted.</numerusform>
            <numerusform>%n evaluations were deleted.</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>gatehouse::GatewayBatch</name>
    <message numerus="yes">
        <source>%n gateway(s) saved</source>
        <translation>
            <numerusform>%n gateway saved</numerusform>
            <numerusform>%n gateways saved</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n gateway(s) saved; not saved: %1</source>
        <translation>
            <numerusform>%n gateway saved; not saved: %1</numerusform>
            <numerusform>%n gateways saved; not saved: %1</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>gatehouse::LogDeletionJob</name>
    <message numerus="yes">
        <source>%n log(s) deleted</source>
        <translation>
            <numerusform>%n log deleted</numerusform>
            <numerusform>%n logs deleted</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>The service has taken the deletion, but still lists %n log(s). It may be carrying it out yet.</source>
        <translation>
            <numerusform>The service has taken the deletion, but still lists %n log. It may be carrying it out yet.</numerusform>
            <numerusform>The service has taken the deletion, but still lists %n logs. It may be carrying it out yet.</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>gatehouse::LogExport</name>
    <message numerus="yes">
        <source>%n row(s) in %1</source>
        <translation>
            <numerusform>%n row in %1</numerusform>
            <numerusform>%n rows in %1</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>Waits %n s: %1</source>
        <translation>
            <numerusform>Waits %n s: %1</numerusform>
            <numerusform>Waits %n s: %1</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>gatehouse::LogsView</name>
    <message numerus="yes">
        <source>The first %n selected rows were copied.</source>
        <translation>
            <numerusform>The first selected row was copied.</numerusform>
            <numerusform>The first %n selected rows were copied.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>Every %n second(s)</source>
        <translation>
            <numerusform>Every second</numerusform>
            <numerusform>Every %n seconds</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>gatehouse::MainWindow</name>
    <message numerus="yes">
        <source>%n view(s) with edits that are not saved: they close, and the edits stay as drafts.</source>
        <translation>
            <numerusform>%n view with edits that are not saved: it closes, and the edits stay as a draft.</numerusform>
            <numerusform>%n views with edits that are not saved: they close, and the edits stay as drafts.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n change(s) are on their way: whether the service has made them will not be known.</source>
        <translation>
            <numerusform>%n change is on its way: whether the service has made it will not be known.</numerusform>
            <numerusform>%n changes are on their way: whether the service has made them will not be known.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n task(s)</source>
        <translation>
            <numerusform>%n task</numerusform>
            <numerusform>%n tasks</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n request(s)…</source>
        <translation>
            <numerusform>%n request…</numerusform>
            <numerusform>%n requests…</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>gatehouse::ProfilesDialog</name>
    <message numerus="yes">
        <source>%n connection(s) exported to %1, without secrets.</source>
        <translation>
            <numerusform>%n connection exported to %1, without secrets.</numerusform>
            <numerusform>%n connections exported to %1, without secrets.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n connection(s) imported. Their secrets are yet to be entered.</source>
        <translation>
            <numerusform>%n connection imported. Its secrets are yet to be entered.</numerusform>
            <numerusform>%n connections imported. Their secrets are yet to be entered.</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>gatehouse::PropertyPanel</name>
    <message numerus="yes">
        <source>%n elements are selected.</source>
        <translation>
            <numerusform>%n element is selected.</numerusform>
            <numerusform>%n elements are selected.</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>gatehouse::ProviderCopy</name>
    <message numerus="yes">
        <source>%n API surface(s); a custom provider passes every path on</source>
        <translation>
            <numerusform>%n API surface; a custom provider passes every path on</numerusform>
            <numerusform>%n API surfaces; a custom provider passes every path on</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n model(s); a custom provider takes any</source>
        <translation>
            <numerusform>%n model; a custom provider takes any</numerusform>
            <numerusform>%n models; a custom provider takes any</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>gatehouse::ProviderReview</name>
    <message numerus="yes">
        <source>Saving changes %n field(s)</source>
        <translation>
            <numerusform>Saving changes %n field</numerusform>
            <numerusform>Saving changes %n fields</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>gatehouse::ProvidersView</name>
    <message numerus="yes">
        <source>%n model(s) go with it.</source>
        <translation>
            <numerusform>%n model goes with it.</numerusform>
            <numerusform>%n models go with it.</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>gatehouse::SavedFiltersDialog</name>
    <message numerus="yes">
        <source>%n filter(s) imported.</source>
        <translation>
            <numerusform>%n filter imported.</numerusform>
            <numerusform>%n filters imported.</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>gatehouse::TimeRangeEdit</name>
    <message numerus="yes">
        <source>Last %n days</source>
        <translation>
            <numerusform>Last day</numerusform>
            <numerusform>Last %n days</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>Last %n hours</source>
        <translation>
            <numerusform>Last hour</numerusform>
            <numerusform>Last %n hours</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>Last %n min</source>
        <translation>
            <numerusform>Last %n min</numerusform>
            <numerusform>Last %n min</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>Last %n s</source>
        <translation>
            <numerusform>Last %n s</numerusform>
            <numerusform>Last %n s</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>gatehouse::UsageModel</name>
    <message numerus="yes">
        <source>%n entries</source>
        <translation>
            <numerusform>%n entry</numerusform>
            <numerusform>%n entries</numerusform>
        </translation>
    </message>
</context>
</TS>
