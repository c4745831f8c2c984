-- The report of `answerbook insights`, for ClickHouse: clickhouse local --queries-file report.sql
--
-- Reads events as JSON lines. Each list of the report is a query below, under the name that it has in the JSON report.
-- What is counted is defined as there: a visit is all events with one `s`, in the order of the files, as long as no two that follow each
-- other are more than an hour apart; a search is opened where an `open` follows in its visit before the next search.
-- ClickHouse writes `İ` as two letters in lower case and `Σ` in two ways, so both are replaced before.

create function if not exists ab_clean as (x) ->
  substringUTF8(trimBoth(replaceRegexpAll(x, '[ \\t\\n\\r\\f]+', ' ')), 1, {{longest}});
create function if not exists ab_is_text as (event, field) -> JSONType(event, field) in ('String', 'Null');
create function if not exists ab_is_side_page as (x) -> endsWith(x, '/contact/') or endsWith(x, '/search/');

drop table if exists ab_lines;
create table ab_lines engine = MergeTree order by n as
{{files}}
settings max_threads = 1;

drop table if exists ab_events;
create table ab_events engine = MergeTree order by (s, n) as
select n, assumeNotNull(at) as time, s, type,
  ab_clean(JSONExtractString(event, 'lang')) as lang,
  ab_clean(replaceRegexpOne(JSONExtractString(event, 'page'), '(?s)[?#].*', '')) as page,
  ab_clean(lowerUTF8(replaceAll(replaceAll(normalizeUTF8NFC(JSONExtractString(event, 'q')), 'İ', 'i'), 'Σ', 'σ'))) as q,
  not (JSONType(event, 'results') <> 'Null' and JSONExtractUInt(event, 'results') = 0) as found,
  JSONExtractBool(event, 'value') as value,
  ab_clean(JSONExtractString(event, 'question')) as question,
  ab_clean(JSONExtractString(event, 'reason')) as reason,
  ab_clean(JSONExtractString(event, 'comment')) as comment
from (
  select n, event,
    JSONExtractString(event, 't') as t,
    intDiv(toUnixTimestamp64Milli(parseDateTime64BestEffortOrNull(t, 3, 'UTC')), 1000) as at,
    JSONExtractUInt(event, 's') as s,
    JSONExtractString(event, 'type') as type
  from ab_lines
  where isValidJSON(event) and JSONType(event) = 'Object'
    and JSONType(event, 'v') = 'Int64' and JSONExtractInt(event, 'v') = 1
    and JSONType(event, 's') in ('Int64', 'UInt64') and not startsWith(JSONExtractRaw(event, 's'), '-')
    and JSONType(event, 'results') in ('Int64', 'UInt64', 'Null') and not startsWith(JSONExtractRaw(event, 'results'), '-')
    and ab_is_text(event, 't') and ab_is_text(event, 'type') and ab_is_text(event, 'lang') and ab_is_text(event, 'page')
    and ab_is_text(event, 'q') and ab_is_text(event, 'question') and ab_is_text(event, 'reason') and ab_is_text(event, 'comment')
    and JSONType(event, 'value') in ('Bool', 'Null')
    and match(t, '^\\d{4}-\\d\\d-\\d\\dT\\d\\d:\\d\\d:\\d\\d(\\.\\d+)?(Z|[+-]\\d\\d:\\d\\d)$')
    and type in ('view', 'search', 'open', 'helpful', 'contact', 'troubleshooter', 'deflected')
    and (type <> 'helpful' or JSONType(event, 'value') = 'Bool')
)
where at >= 0 and (type <> 'search' or q <> '');

drop table if exists ab_steps;
create table ab_steps engine = MergeTree order by (s, n) as
select *,
  sum(type = 'search') over (partition by s, visit order by n rows between unbounded preceding and current row) as turn,
  anyLast(if(type = 'view' and not ab_is_side_page(page), page, null))
    over (partition by s, visit order by n rows between unbounded preceding and current row) as seen
from (
  select *, sum(begins) over (partition by s order by n rows between unbounded preceding and current row) as visit
  from (
    select *,
      toMonday(toDateTime(time, 'UTC')) as week,
      count() over (partition by s order by n rows between 1 preceding and current row) = 1
        or abs(time - lagInFrame(time) over (partition by s order by n rows between 1 preceding and current row)) > {{idle}} as begins
    from ab_events
  )
);

drop table if exists ab_searches;
create table ab_searches engine = MergeTree order by (s, visit, turn) as
select *,
  lagInFrame(q) over (partition by s, visit order by turn rows between 1 preceding and current row) as before_q,
  lagInFrame(lang) over (partition by s, visit order by turn rows between 1 preceding and current row) as before_lang,
  lagInFrame(opened) over (partition by s, visit order by turn rows between 1 preceding and current row) as before_opened
from (
  select s, visit, turn,
    maxIf(ab_steps.lang, type = 'search') as lang,
    maxIf(ab_steps.q, type = 'search') as q,
    maxIf(ab_steps.week, type = 'search') as week,
    maxIf(ab_steps.found, type = 'search') as found,
    max(type = 'open') as opened
  from ab_steps
  where turn > 0
  group by s, visit, turn
);

drop table if exists ab_queries;
create table ab_queries engine = MergeTree order by (lang, q) as
select lang, q,
  count() as searches,
  countIf(not found) as without_results,
  countIf(found and not opened) as unopened
from ab_searches
group by lang, q;

drop table if exists ab_sums;
create table ab_sums engine = MergeTree order by week as
select *
from (
  select week,
    countIf(begins) as visits,
    countIf(type = 'view') as views,
    countIf(type = 'open') as opens,
    countIf(type = 'helpful' and value) as helpful,
    countIf(type = 'helpful' and not value) as not_helpful,
    countIf(type = 'contact') as contacts,
    countIf(type = 'troubleshooter') as troubleshooters,
    countIf(type = 'deflected') as deflected
  from ab_steps
  group by week
) as happened left join (
  select week,
    count() as searches,
    countIf(not found) as without_results,
    countIf(found and not opened) as unopened
  from ab_searches
  group by week
) as searched using (week);

-- read
select count() as events,
  formatDateTime(toDateTime(min(time), 'UTC'), '%Y-%m-%dT%H:%i:%SZ') as from,
  formatDateTime(toDateTime(max(time), 'UTC'), '%Y-%m-%dT%H:%i:%SZ') as to
from ab_events;

-- totals
select sum(ab_sums.visits) as visits, sum(ab_sums.views) as views, sum(ab_sums.searches) as searches,
  sum(ab_sums.without_results) as without_results, sum(ab_sums.unopened) as unopened, sum(ab_sums.opens) as opens,
  sum(ab_sums.helpful) as helpful, sum(ab_sums.not_helpful) as not_helpful, sum(ab_sums.contacts) as contacts,
  sum(ab_sums.troubleshooters) as troubleshooters, sum(ab_sums.deflected) as deflected
from ab_sums;

-- top_searches
select * from ab_queries order by searches desc, lang, q limit {{limit}};

-- searches_without_results
select * from ab_queries where without_results > 0 order by without_results desc, lang, q limit {{limit}};

-- searches_without_opened_result
select * from ab_queries where unopened > 0 order by unopened desc, lang, q limit {{limit}};

-- reworded_searches
select lang, before_q as q, ab_searches.q as then, count() as times
from ab_searches
where opened and before_q <> '' and not before_opened and before_lang = lang and before_q <> ab_searches.q
group by lang, before_q, ab_searches.q
order by times desc, lang, before_q, ab_searches.q
limit {{limit}};

-- low_rated_answers
select page, question, helpful, not_helpful,
  arraySlice(reasons, 1, {{limit}}) as reasons,
  comments
from (
  select page, question,
    countIf(value) as helpful,
    countIf(not value) as not_helpful,
    arrayMap(x -> x.2, arraySlice(arrayReverseSort(groupArrayIf((n, comment), not value and comment <> '')), 1, 3)) as comments
  from ab_events
  where type = 'helpful'
  group by page, question
) as rated left join (
  select page, question,
    arraySort(x -> (-toInt64(x.2), x.1), groupArray((reason, times)))::Array(Tuple(reason String, times UInt64)) as reasons
  from (
    select page, question, reason, count() as times
    from ab_events
    where type = 'helpful' and not value and reason <> ''
    group by page, question, reason
  )
  group by page, question
) as explained using (page, question)
where not_helpful > 0
order by intDiv(not_helpful * not_helpful * 1000, not_helpful + helpful) desc, page, question
limit {{limit}};

-- pages_before_contact
select page, contacts, views
from (
  select assumeNotNull(if(ab_is_side_page(ab_steps.page), seen, ab_steps.page)) as page, count() as contacts
  from ab_steps
  where type = 'contact' and (not ab_is_side_page(ab_steps.page) or seen is not null)
  group by page
) as contacted left join (
  select page, count() as views from ab_events where type = 'view' group by page
) as viewed using (page)
order by contacts desc, page
limit {{limit}};

-- languages
select lang, countIf(type = 'view') as views, countIf(type = 'search') as searches
from ab_events
where type in ('view', 'search')
group by lang
order by views + searches desc, lang
limit {{limit}};

-- searches_in_other_scripts
select lang, script, count() as searches
from (
  select lang, case
{{scripts}}
    else '' end as script
  from ab_events
  where type = 'search'
)
where script <> '' and (script, lower(splitByChar('-', lang)[1])) not in ({{own}})
group by lang, script
order by searches desc, lang, script
limit {{limit}};

-- weeks
select toString(week) as week, visits, views, searches, without_results, unopened, opens, helpful, not_helpful, contacts,
  troubleshooters, deflected
from ab_sums
order by week;
