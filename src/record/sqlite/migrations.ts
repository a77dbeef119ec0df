import {type Kysely, type Migration, Migrator, sql} from "kysely"
import {failure} from "../../support/index.ts"
import type {Connection} from "./driver.ts"
import type {Tables} from "../sql/tables.ts"

/// The record's tables, step by step. A step that was released is never changed: another one follows it. They are run by
/// Kysely's Migrator in one transaction; `user_version` repeats their number, so that opening an up-to-date record asks nothing more.
export const MIGRATIONS: {readonly [name: string]: Migration} = {
  "0001-record": {
    async up(db: Kysely<never>): Promise<void> {
      await runAll(db, FIRST)
    },
  },
  "0002-links": {
    async up(db: Kysely<never>): Promise<void> {
      await runAll(db, LINKS)
    },
  },
  "0003-keys-by-time": {
    async up(db: Kysely<never>): Promise<void> {
      await runAll(db, KEYS_BY_TIME)
    },
  },
  "0004-lists": {
    async up(db: Kysely<never>): Promise<void> {
      await runAll(db, LISTS)
    },
  },
  "0005-review": {
    async up(db: Kysely<never>): Promise<void> {
      await runAll(db, REVIEW)
    },
  },
  "0006-access": {
    async up(db: Kysely<never>): Promise<void> {
      await runAll(db, ACCESS)
    },
  },
  "0007-review-due": {
    async up(db: Kysely<never>): Promise<void> {
      await runAll(db, REVIEW_DUE)
    },
  },
  "0008-report-length": {
    async up(db: Kysely<never>): Promise<void> {
      await runAll(db, REPORT_LENGTH)
    },
  },
  "0009-ledger": {
    async up(db: Kysely<never>): Promise<void> {
      await runAll(db, LEDGER)
    },
  },
  "0010-raw": {
    async up(db: Kysely<never>): Promise<void> {
      await runAll(db, RAW)
    },
  },
  "0011-sources": {
    async up(db: Kysely<never>): Promise<void> {
      await runAll(db, SOURCES)
    },
  },
  "0012-participants-in-order": {
    async up(db: Kysely<never>): Promise<void> {
      await runAll(db, PARTICIPANTS_IN_ORDER)
    },
  },
  "0013-changes": {
    async up(db: Kysely<never>): Promise<void> {
      await runAll(db, CHANGES)
    },
  },
  "0014-places-and-backups": {
    async up(db: Kysely<never>): Promise<void> {
      await runAll(db, PLACES_AND_BACKUPS)
    },
  },
  "0015-outlet-lines": {
    async up(db: Kysely<never>): Promise<void> {
      await runAll(db, OUTLET_LINES)
    },
  },
  "0016-kept-ready": {
    async up(db: Kysely<never>): Promise<void> {
      await runAll(db, KEPT_READY)
    },
  },
  "0017-reports-of-participants": {
    async up(db: Kysely<never>): Promise<void> {
      await runAll(db, REPORTS_OF_PARTICIPANTS)
    },
  },
  "0018-shown": {
    async up(db: Kysely<never>): Promise<void> {
      await runAll(db, SHOWN)
    },
  },
}

async function runAll(db: Kysely<never>, statements: string): Promise<void> {
  for (const statement of statements.split(";\n")) if (statement.trim()) await sql.raw(statement).execute(db)
}

const FIRST = `
create table report (
  seq integer primary key, id text not null unique, current integer not null, title text, published text,
  published_first integer, published_last integer, basis text not null, agencies text not null, digest text not null, body text not null
) strict;
create table origin (
  seq integer primary key, report integer not null references report(seq), source text not null, identity text, url text, outlet text,
  current integer not null, digest text not null, unique (source, report)
) strict;
create index origin_by_identity on origin(identity, current);
create index origin_by_report on origin(report);
create table claim (
  seq integer primary key, id text not null, report integer not null references report(seq), family text not null, type text not null,
  status text not null, place text, first integer, last integer, start integer not null, sentence text not null, body text not null,
  unique (report, id)
) strict;
create index claim_by_id on claim(id);
create index claim_by_day on claim(family, first, last);
create table participant (
  claim integer not null references claim(seq) on delete cascade, entity text not null, role text not null, primary key (claim, entity, role)
) strict, without rowid;
create index participant_by_entity on participant(entity, claim);
create table entity (
  id text primary key, kind text not null, ar text not null, en text not null, wikidata text, known integer not null
) strict, without rowid;
create table entity_name (
  entity text not null references entity(id), name text not null, terms text not null, primary key (entity, name)
) strict, without rowid;
create table entity_report (
  entity text not null references entity(id), report integer not null references report(seq), mentions integer not null, primary key (entity, report)
) strict, without rowid;
create index entity_report_by_report on entity_report(report);
create virtual table report_words using fts5(terms, content='', contentless_delete=1, tokenize="unicode61 remove_diacritics 0");
`

/// What is known across reports. Reports that the record holds already wait to be compared.
const LINKS = `
create table link (report integer primary key references report(seq), digest text not null, body text not null, sentences text not null) strict;
create table link_due (report integer primary key references report(seq)) strict;
insert into link_due(report) select seq from report;
create table text_key (key integer not null, report integer not null, primary key (key, report)) strict, without rowid;
create table subject_key (key integer not null, report integer not null, primary key (key, report)) strict, without rowid;
create table pair (
  seq integer primary key, family text not null, a integer not null references report(seq), b integer not null references report(seq), body text not null
) strict;
create index pair_by_a on pair(a, family);
create index pair_by_b on pair(b, family);
create table decision (seq integer primary key, id text not null unique, standing integer not null, body text not null) strict;
`

/// Keys of links with their time. All reports wait to be compared anew; what persons decided stays.
const KEYS_BY_TIME = `
drop table text_key;
drop table subject_key;
create table text_key (key integer not null, holder integer not null, primary key (key, holder)) strict, without rowid;
create table claim_key (key integer not null, claim integer not null, primary key (key, claim)) strict, without rowid;
delete from pair;
delete from link;
insert or ignore into link_due(report) select seq from report;
`

/// What long lists are read by. `at` is the day a claim stands at: where it begins, or, of «up to 2023», where it ends. The first
/// change is the making of the record, with a word that no other record has.
const LISTS = `
alter table claim add column at integer generated always as (case when first is null then 2000000000 when first = -1000000000 then last else first end) virtual;
create index claim_in_order on claim(family, at, seq);
create index claim_by_report on claim(report, family, type, status, place);
create index report_by_day on report(current, published_last, seq);
create table change (seq integer primary key autoincrement, what text not null, id text not null) strict;
insert into change(what, id) values ('record', lower(hex(randomblob(8))));
`

/// What persons say of claims and entities, beside what they say of links. `urgency` orders the queue of what nobody looked at: doubt in
/// thousandths, times how much the kind of claim matters, times whether it stands in the lead. It is 0 where nothing is left to doubt.
const REVIEW = `
alter table decision add column family text not null default '';
alter table decision add column subject text;
alter table decision add column undone text;
update decision set family = body ->> 'family';
create index decision_by_subject on decision(subject) where subject is not null;
create index decision_by_family on decision(family, seq);
create table as_read (report integer primary key references report(seq), body text not null) strict;
create table applied (
  decision integer not null references decision(seq), report integer not null references report(seq), primary key (decision, report)
) strict, without rowid;
create index applied_by_report on applied(report);
alter table entity_name add column decision integer;
alter table claim add column urgency integer generated always as (cast(round(
  1000 * (1 - (body ->> 'confidence'))
  * case when family = 'event' then case when type in ('visit', 'meeting', 'call', 'summit', 'agreement', 'sanction', 'aid', 'coerce', 'assault', 'mobilize', 'cooperate') then 1.0 else 0.7 end
    when family = 'figure' then 0.9 else 0.5 end
  * case when start < 400 then 1.25 else 1.0 end) as integer)) virtual;
create index claim_by_urgency on claim(urgency, seq);
`

/// Who may do what over HTTP, and what was done.
const ACCESS = `
create table token (
  seq integer primary key, name text not null, role text not null, made text not null, revoked text, digest text not null unique
) strict;
create unique index token_by_name on token(name) where revoked is null;
create table audit (
  seq integer primary key autoincrement, at text not null, who text, role text, does text not null, of text not null, status integer not null, origin text not null
) strict;
`

/// Reports that wait to be brought to a decision.
const REVIEW_DUE = `
create table review_due (report integer primary key references report(seq)) strict;
`

/// What hits are ordered by. Of reports that the record holds already FTS5 knows the number of tokens: a number in groups of seven bits, the
/// highest first, each byte but the last with its highest bit set.
const byte = (n: number): string =>
  `(16 * (instr('0123456789ABCDEF', substr(hex(sz), ${2 * n - 1}, 1)) - 1) + instr('0123456789ABCDEF', substr(hex(sz), ${2 * n}, 1)) - 1)`
const REPORT_LENGTH = `
create table report_length (report integer primary key references report(seq), words integer not null) strict;
insert into report_length(report, words) select id, case length(sz)
  when 1 then ${byte(1)}
  when 2 then (${byte(1)} & 127) * 128 + ${byte(2)}
  else ((${byte(1)} & 127) * 128 + (${byte(2)} & 127)) * 128 + ${byte(3)} end
from report_words_docsize;
`

/// What became of every item, and the same counted by source, day, what was done and why ('' where no reason was given).
const LEDGER = `
create table ledger (
  seq integer primary key autoincrement, at text not null, source text not null, item text not null, what text not null, report text, raw text,
  code text, detail text, ms integer not null
) strict;
create index ledger_by_time on ledger(at, seq);
create index ledger_by_source on ledger(source, at, seq);
create index ledger_by_report on ledger(report) where report is not null;
create table ledger_total (
  source text not null, day text not null, what text not null, code text not null, items integer not null, first text not null, last text not null,
  primary key (source, day, what, code)
) strict, without rowid;
`

/// What was received, and how reports were read before they were read anew. `body` is pressed (`support/pressing.ts`).
const RAW = `
create table raw (seq integer primary key, digest text not null unique, size integer not null, kept integer not null, body blob not null) strict;
create table raw_origin (
  seq integer primary key autoincrement, raw integer not null references raw(seq), at text not null, source text not null, name text not null,
  media text, charset text, published text, unique (raw, source, name)
) strict;
create index raw_origin_by_time on raw_origin(at);
create table raw_report (
  origin integer not null references raw_origin(seq), item text not null, report integer not null references report(seq), primary key (origin, item)
) strict, without rowid;
create index raw_report_by_report on raw_report(report);
create table reading (
  seq integer primary key autoincrement, report integer not null references report(seq), became integer not null references report(seq),
  at text, program text, body blob not null
) strict;
create index reading_by_report on reading(report);
`

/// Where reports come from, how that is doing, and what was met there.
const SOURCES = `
create table source (name text primary key, settings text not null, at text not null) strict, without rowid;
create table source_state (name text primary key, paused integer not null, body text not null) strict, without rowid;
create table source_item (
  source text not null, key text not null, url text, said text, digest text not null, etag text, modified text, report text, state text not null,
  first text not null, last text not null, looks integer not null, misses integer not null, next text, primary key (source, key)
) strict, without rowid;
create index source_item_by_next on source_item(source, next) where next is not null;
create table robots (origin text primary key, at text not null, status integer not null, text text not null) strict, without rowid;
`

/// Whoever takes part, with where his claims stand in lists and how long they last: the first lines of a list are found without sorting
/// all he has a part in. Claims that last longer than a day are few; those that go on into a stretch of time are found among them.
const PARTICIPANTS_IN_ORDER = `
alter table participant add column at integer not null default 2000000000;
alter table participant add column last integer;
update participant set (at, last) = (select claim.at, claim.last from claim where claim.seq = participant.claim);
create index participant_in_order on participant(entity, at, claim, role, last);
drop index participant_by_entity;
create index claim_lasting on claim(family, last, at, seq) where last > at;
`

/// What each change did, and to what else.
const CHANGES = `
alter table change add column does text;
alter table change add column about text;
`

/// How far a piece of work on all that was received has come, and what a backup says that it holds.
const PLACES_AND_BACKUPS = `
create table raw_place (work text primary key, origin integer not null) strict, without rowid;
create table backup (seq integer primary key, at text not null, steps integer not null, digest text not null, counts text not null) strict;
`

/// Lines that recur on an outlet's pages, and those that were taken out of what a source gave.
const OUTLET_LINES = `
create table outlet_lines (outlet text primary key, body text not null) strict, without rowid;
alter table origin add column recurring text;
`

/// What long lists and counts are answered from: columns that conditions look at, beside the rows they stand in, which are far larger; what
/// the events of a report are, in few letters; what the record holds, counted; figures by their quantity.
const KEPT_READY = `
create index claim_line on claim(seq, report, family, type, status, at, first, last);
drop index claim_in_order;
create index claim_in_order on claim(family, at, seq, report, type, status, first, last);
create index report_line on report(seq, current, published_last, published_first);
create index claim_planned on claim(last, seq) where family = 'event' and status = 'planned';
create index report_by_first on report(current, published_first, seq);
create index origin_in_use on origin(current, outlet, report);
create index pair_by_family on pair(family, seq) where family = 'copy';
create table report_facets (report integer primary key references report(seq), events text not null) strict;
insert into report_facets(report, events) select seq, (
  select json_group_array(json_array(type, status, place, json(parties))) from (
    select type, status, place, (
      select json_group_array(entity) from (
        select distinct entity from participant where participant.claim = claim.seq and role in ('actor', 'counterpart', 'host', 'target') order by entity
      )) as parties
    from claim where claim.report = report.seq and family = 'event' order by claim.seq)) from report;
create table total (of text not null, key text not null, n integer not null, primary key (of, key)) strict, without rowid;
insert into total(of, key, n)
  select 'claim', family, count(*) from claim indexed by claim_line where report not in (select seq from report where current = 0) group by 2 union all
  select 'type', type, count(*) from claim indexed by claim_line where family = 'event' and report not in (select seq from report where current = 0) group by 2 union all
  select 'status', status, count(*) from claim indexed by claim_line where family = 'event' and report not in (select seq from report where current = 0) group by 2 union all
  select 'agency', credited.value, count(*) from report, json_each(report.agencies) as credited where current = 1 group by 2;
create table event_total (at integer not null, type text not null, status text not null, n integer not null, primary key (at, type, status)) strict, without rowid;
insert into event_total(at, type, status, n)
  select at, type, status, count(*) from claim indexed by claim_line where family = 'event' and report not in (select seq from report where current = 0) group by 1, 2, 3;
alter table entity add column reports integer not null default 0;
update entity set reports = (
  select count(*) from entity_report where entity_report.entity = entity.id and report not in (select seq from report where current = 0));
create index entity_by_reports on entity(reports desc, id);
create index entity_by_kind on entity(kind, reports desc, id);
alter table pair add column contradicts integer not null default 0;
update pair set contradicts = 1 where family = 'figure' and body like '%"is":"contradiction"%';
create index pair_contradicting on pair(seq) where contradicts = 1;
create index pair_contradicting_a on pair(a) where contradicts = 1;
create index pair_contradicting_b on pair(b) where contradicts = 1;
create table figure_line (
  quantity text not null, report integer not null references report(seq), figure text not null, primary key (quantity, report, figure)
) strict, without rowid;
create index figure_line_by_report on figure_line(report);
insert or ignore into figure_line(quantity, report, figure)
  select metric || ' ' || states, report, figure from (
    select link.report as report, given.value ->> 'id' as figure, given.value ->> 'metric' as metric,
      case when given.value ->> 'metric' = 'exports' and json_array_length(given.value, '$.states') = 2
        then (given.value ->> '$.states[0]') || '>' || (given.value ->> '$.states[1]')
        else (select group_concat(state, ' ') from (select distinct value as state from json_each(given.value, '$.states') order by 1)) end as states
    from link, json_each(link.body, '$.figures') as given)
  where states is not null and metric not in ('other', 'count')
`

/// Whoever takes part is told with the report too, so that the reports of one are read off his index. Speakers stand in one of their own.
const REPORTS_OF_PARTICIPANTS = `
alter table participant add column report integer not null default 0;
update participant set report = (select claim.report from claim where claim.seq = participant.claim);
drop index participant_in_order;
create index participant_in_order on participant(entity, at, claim, role, last, report);
create index participant_speaking on participant(entity, at, claim, report) where role = 'speaker';
drop index pair_by_a;
drop index pair_by_b;
create index pair_by_a on pair(a, family, b);
create index pair_by_b on pair(b, family, a);
`

/// What a line shows of a report: beside its text, which is many times as long, so that a hundred lines are few pages and not a hundred.
const SHOWN = `
create index report_shown on report(seq, current, id, title, published, agencies);
create index origin_shown on origin(report, current, source, outlet);
drop index origin_by_report;
`

export async function migrate(db: Kysely<Tables>, connection: Connection, path: string): Promise<void> {
  const latest = Object.keys(MIGRATIONS).length
  const present = (): number => Number(connection.pragma("user_version"))
  if (present() === latest) return
  if (present() > latest) throw failure("record-newer", path)
  // Two programs may open a new record at once: one makes the tables, the other waits for it and finds them made.
  await db.connection().execute(async (one) => {
    connection.exec("begin immediate")
    try {
      if (present() < latest) {
        const {error} = await new Migrator({
          db: one,
          provider: {getMigrations: async () => MIGRATIONS},
          disableTransactions: true,
        }).migrateToLatest()
        if (error) throw error
        connection.exec(`pragma user_version = ${latest}`)
      }
      connection.exec("commit")
    } catch (error) {
      connection.exec("rollback")
      throw error
    }
  })
}
