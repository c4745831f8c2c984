-- The report of `answerbook insights`, for DuckDB: duckdb -f report.sql
--
-- Reads events as JSON lines. Each list of the report is a query below, under the name that it has in the JSON report.
-- What is counted is defined as there: a visit is all events with one `s`, in the order of the files, as long as no two that follow each
-- other are more than an hour apart; a search is opened where an `open` follows in its visit before the next search.

create or replace temp macro clean(value) as left(trim(regexp_replace(value, '[ \t\n\r\f]+', ' ', 'g')), {{longest}});
create or replace temp macro is_text(event, field) as coalesce(json_type(event, field), 'NULL') in ('VARCHAR', 'NULL');
create or replace temp macro is_number(event, field) as coalesce(json_type(event, field), 'NULL') in ('UBIGINT', 'NULL');
create or replace temp macro is_side_page(page) as page like '%/contact/' or page like '%/search/';

create or replace temp table lines as
select row_number() over () as n, json as event
from read_json_objects([{{files}}], format = 'newline_delimited', ignore_errors = true);

create or replace temp table events as
select *
from (
  select
    n,
    floor(epoch(case when regexp_full_match(event ->> '$.t', '\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(\.\d+)?(Z|[+-]\d\d:\d\d)')
      then try_cast(event ->> '$.t' as timestamptz) end))::bigint as time,
    try_cast(event ->> '$.s' as ubigint) as s,
    coalesce(event ->> '$.type', '') as type,
    clean(coalesce(event ->> '$.lang', '')) as lang,
    clean(regexp_replace(coalesce(event ->> '$.page', ''), '(?s)[?#].*', '')) as page,
    clean(lower(nfc_normalize(coalesce(event ->> '$.q', '')))) as q,
    (event ->> '$.results') is distinct from '0' as found,
    try_cast(event ->> '$.value' as boolean) as value,
    clean(coalesce(event ->> '$.question', '')) as question,
    clean(coalesce(event ->> '$.reason', '')) as reason,
    clean(coalesce(event ->> '$.comment', '')) as comment
  from lines
  where json_type(event) = 'OBJECT'
    and json_type(event, '$.v') = 'UBIGINT' and (event ->> '$.v') = '1'
    and is_number(event, '$.s') and is_number(event, '$.results')
    and is_text(event, '$.t') and is_text(event, '$.type') and is_text(event, '$.lang') and is_text(event, '$.page')
    and is_text(event, '$.q') and is_text(event, '$.question') and is_text(event, '$.reason') and is_text(event, '$.comment')
    and coalesce(json_type(event, '$.value'), 'NULL') in ('BOOLEAN', 'NULL')
)
where time >= 0 and s is not null
  and type in ('view', 'search', 'open', 'helpful', 'contact', 'troubleshooter', 'deflected')
  and (type <> 'search' or q <> '')
  and (type <> 'helpful' or value is not null);

create or replace temp table steps as
select *,
  sum((type = 'search')::int) over (partition by s, visit order by n) as turn,
  last_value(case when type = 'view' and not is_side_page(page) then page end ignore nulls)
    over (partition by s, visit order by n rows between unbounded preceding and current row) as seen
from (
  select *, sum(begins) over (partition by s order by n) as visit
  from (
    select *,
      date_trunc('week', make_timestamp(time * 1000000))::date as week,
      case when abs(time - lag(time) over (partition by s order by n)) <= {{idle}} then 0 else 1 end as begins
    from events
  )
);

create or replace temp table searches as
select *,
  lag(q) over (partition by s, visit order by turn) as before_q,
  lag(lang) over (partition by s, visit order by turn) as before_lang,
  lag(opened) over (partition by s, visit order by turn) as before_opened
from (
  select s, visit, turn,
    max(lang) filter (where type = 'search') as lang,
    max(q) filter (where type = 'search') as q,
    max(week) filter (where type = 'search') as week,
    bool_or(found) filter (where type = 'search') as found,
    bool_or(type = 'open') as opened
  from steps
  where turn > 0
  group by s, visit, turn
);

create or replace temp table queries as
select lang, q,
  count(*) as searches,
  count(*) filter (where not found) as without_results,
  count(*) filter (where found and not opened) as unopened
from searches
group by lang, q;

create or replace temp table sums as
select *
from (
  select week,
    sum(begins)::bigint as visits,
    count(*) filter (where type = 'view') as views,
    count(*) filter (where type = 'open') as opens,
    count(*) filter (where type = 'helpful' and value) as helpful,
    count(*) filter (where type = 'helpful' and not value) as not_helpful,
    count(*) filter (where type = 'contact') as contacts,
    count(*) filter (where type = 'troubleshooter') as troubleshooters,
    count(*) filter (where type = 'deflected') as deflected
  from steps
  group by week
) left join (
  select week,
    count(*) as searches,
    count(*) filter (where not found) as without_results,
    count(*) filter (where found and not opened) as unopened
  from searches
  group by week
) using (week);

-- read
select count(*) as events,
  strftime(make_timestamp(min(time) * 1000000), '%Y-%m-%dT%H:%M:%SZ') as "from",
  strftime(make_timestamp(max(time) * 1000000), '%Y-%m-%dT%H:%M:%SZ') as "to"
from events;

-- totals
select coalesce(sum(visits), 0)::bigint as visits, coalesce(sum(views), 0)::bigint as views,
  coalesce(sum(searches), 0)::bigint as searches, coalesce(sum(without_results), 0)::bigint as without_results,
  coalesce(sum(unopened), 0)::bigint as unopened, coalesce(sum(opens), 0)::bigint as opens,
  coalesce(sum(helpful), 0)::bigint as helpful, coalesce(sum(not_helpful), 0)::bigint as not_helpful,
  coalesce(sum(contacts), 0)::bigint as contacts, coalesce(sum(troubleshooters), 0)::bigint as troubleshooters,
  coalesce(sum(deflected), 0)::bigint as deflected
from sums;

-- top_searches
select * from queries order by searches desc, lang, q limit {{limit}};

-- searches_without_results
select * from queries where without_results > 0 order by without_results desc, lang, q limit {{limit}};

-- searches_without_opened_result
select * from queries where unopened > 0 order by unopened desc, lang, q limit {{limit}};

-- reworded_searches
select lang, before_q as q, q as "then", count(*) as times
from searches
where opened and not before_opened and before_lang = lang and before_q <> q
group by lang, before_q, q
order by times desc, lang, before_q, "then"
limit {{limit}};

-- low_rated_answers
select page, question, helpful, not_helpful,
  coalesce(reasons[1:{{limit}}], []) as reasons,
  coalesce(comments[1:3], []) as comments
from (
  select page, question,
    count(*) filter (where value) as helpful,
    count(*) filter (where not value) as not_helpful,
    list(comment order by n desc) filter (where not value and comment <> '') as comments
  from events
  where type = 'helpful'
  group by page, question
) left join (
  select page, question, list({'reason': reason, 'times': times} order by times desc, reason) as reasons
  from (
    select page, question, reason, count(*) as times
    from events
    where type = 'helpful' and not value and reason <> ''
    group by page, question, reason
  )
  group by page, question
) using (page, question)
where not_helpful > 0
order by not_helpful * not_helpful * 1000 // (not_helpful + helpful) desc, page, question
limit {{limit}};

-- pages_before_contact
select page, contacts, coalesce(views, 0) as views
from (
  select case when is_side_page(page) then seen else page end as page, count(*) as contacts
  from steps
  where type = 'contact'
  group by 1
) left join (
  select page, count(*) as views from events where type = 'view' group by page
) using (page)
where page is not null
order by contacts desc, page
limit {{limit}};

-- languages
select lang, count(*) filter (where type = 'view') as views, count(*) filter (where type = 'search') as searches
from events
where type in ('view', 'search')
group by lang
order by views + searches desc, lang
limit {{limit}};

-- searches_in_other_scripts
select lang, script, count(*) as searches
from (
  select lang, case
{{scripts}}
    end as script
  from events
  where type = 'search'
)
where script is not null and (script, lower(split_part(lang, '-', 1))) not in ({{own}})
group by lang, script
order by searches desc, lang, script
limit {{limit}};

-- weeks
select week::varchar as week, visits, views, coalesce(searches, 0) as searches, coalesce(without_results, 0) as without_results,
  coalesce(unopened, 0) as unopened, opens, helpful, not_helpful, contacts, troubleshooters, deflected
from sums
order by week;
