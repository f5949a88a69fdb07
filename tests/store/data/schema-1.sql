-- A database as the first schema has it, with one record of every kind, a change and an undo. Never edited: it stands
-- for the files that people have.
PRAGMA application_id = 2003268722;
PRAGMA user_version = 1;
BEGIN TRANSACTION;
CREATE TABLE "_sqlite_migrations" (
   "id" INTEGER PRIMARY KEY,
   "migration_set" TEXT,
   "name" TEXT,
   "applied_at" TEXT
);
INSERT INTO "_sqlite_migrations" VALUES(1,'wgtrack','m001_record_and_journal','2026-11-22 14:24:57.131485+00:00');
CREATE TABLE "areas" (
  created INTEGER PRIMARY KEY REFERENCES journal (number),
  revision INTEGER NOT NULL REFERENCES journal (number),
  changed_at TEXT NOT NULL,
  "key" TEXT NOT NULL UNIQUE,
  source TEXT,
  note TEXT,
  illustrative INTEGER NOT NULL,
  title TEXT NOT NULL,
  names TEXT,
  "group" TEXT NOT NULL
) STRICT;
INSERT INTO "areas" VALUES(8,8,'2016-08-01T01:30:00.000000+00:00','trends',NULL,NULL,1,'Trends','[["zh-Hans","趋势"]]','wg');
CREATE TABLE "calendars" (
  created INTEGER PRIMARY KEY REFERENCES journal (number),
  revision INTEGER NOT NULL REFERENCES journal (number),
  changed_at TEXT NOT NULL,
  "key" TEXT NOT NULL UNIQUE,
  source TEXT,
  note TEXT,
  illustrative INTEGER NOT NULL,
  title TEXT NOT NULL,
  weekend TEXT,
  off TEXT,
  work TEXT,
  first_year INTEGER,
  last_year INTEGER,
  provisional_years TEXT
) STRICT;
INSERT INTO "calendars" VALUES(2,2,'2016-08-01T01:30:00.000000+00:00','CN','holidays',NULL,0,'China',NULL,'[["2016-09-15","中秋节"],["2016-09-16","中秋节"]]','[["2016-09-18","上班"]]',2015,2017,'[2017]');
CREATE TABLE "deliverables" (
  created INTEGER PRIMARY KEY REFERENCES journal (number),
  revision INTEGER NOT NULL REFERENCES journal (number),
  changed_at TEXT NOT NULL,
  "key" TEXT NOT NULL UNIQUE,
  source TEXT,
  note TEXT,
  illustrative INTEGER NOT NULL,
  title TEXT NOT NULL,
  names TEXT,
  "group" TEXT NOT NULL,
  area TEXT,
  owners TEXT,
  estimate TEXT,
  state TEXT NOT NULL,
  target TEXT,
  "limit" TEXT,
  serves TEXT,
  started_on TEXT,
  done_on TEXT,
  done_at TEXT,
  tags TEXT,
  waiting TEXT,
  doctype TEXT NOT NULL,
  lifecycle TEXT NOT NULL,
  reached TEXT,
  planned TEXT,
  due_stage TEXT
) STRICT;
INSERT INTO "deliverables" VALUES(10,10,'2016-08-01T01:30:00.000000+00:00','white-paper',NULL,NULL,0,'White paper',NULL,'paper-wg','trends','["cesi","yu-du"]','10.0/20.0/40.5','active','summit - 1wd','2016-10-31','summit',NULL,NULL,NULL,'["paper"]',NULL,'white paper','short','[{"on":"2016-08-05","stage":"draft"}]','[{"due":"summit - 1wd","stage":"done"}]','done');
CREATE TABLE "events" (
  created INTEGER PRIMARY KEY REFERENCES journal (number),
  revision INTEGER NOT NULL REFERENCES journal (number),
  changed_at TEXT NOT NULL,
  "key" TEXT NOT NULL UNIQUE,
  source TEXT,
  note TEXT,
  illustrative INTEGER NOT NULL,
  title TEXT NOT NULL,
  names TEXT,
  "group" TEXT NOT NULL,
  starts TEXT NOT NULL,
  ends TEXT,
  place TEXT,
  dropped INTEGER NOT NULL
) STRICT;
INSERT INTO "events" VALUES(9,9,'2016-08-01T01:30:00.000000+00:00','summit',NULL,NULL,0,'Summit',NULL,'wg','2016-09-19','2016-09-24','Shanghai',1);
CREATE TABLE "groups" (
  created INTEGER PRIMARY KEY REFERENCES journal (number),
  revision INTEGER NOT NULL REFERENCES journal (number),
  changed_at TEXT NOT NULL,
  "key" TEXT NOT NULL UNIQUE,
  source TEXT,
  note TEXT,
  illustrative INTEGER NOT NULL,
  name TEXT NOT NULL,
  names TEXT,
  parent TEXT,
  timezone TEXT,
  calendar TEXT,
  mandate TEXT,
  since TEXT,
  until TEXT,
  warning_days INTEGER NOT NULL,
  stale_days INTEGER NOT NULL
) STRICT;
INSERT INTO "groups" VALUES(3,3,'2016-08-01T01:30:00.000000+00:00','wg',NULL,'line one
line two',0,'Blockchain working group','[["zh-Hans","区块链工作组"]]',NULL,'Asia/Shanghai','CN','{"source":"a letter","text":"Study trends","valid_from":"2016-08-01","valid_until":"2016-12-31"}','2016-08-01','2016-12-31',3,7);
INSERT INTO "groups" VALUES(4,4,'2016-08-01T01:30:00.000000+00:00','paper-wg',NULL,NULL,0,'White Paper Writing Group',NULL,'wg',NULL,NULL,NULL,NULL,NULL,5,10);
CREATE TABLE "journal" (
  number INTEGER PRIMARY KEY,
  step INTEGER NOT NULL,
  action TEXT NOT NULL,
  kind TEXT NOT NULL,
  "key" TEXT NOT NULL,
  at TEXT NOT NULL,
  recorded_at TEXT NOT NULL,
  "by" TEXT NOT NULL,
  why TEXT,
  undoes INTEGER,
  previous INTEGER REFERENCES journal (number),
  new TEXT
) STRICT;
INSERT INTO "journal" VALUES(1,1,'add','lifecycle','short','2016-08-01T01:30:00.000000+00:00','2016-08-01T01:30:00.000000+00:00','ann','the first record',NULL,NULL,'{"key":"short","source":"made up","stages":[{"code":"draft","next":["done","dead"],"title":"Draft","usual_days":5},{"code":"done","outcome":"done","title":"Done"},{"code":"dead","outcome":"dropped","start":1,"title":"Dead"}],"title":"Short way"}');
INSERT INTO "journal" VALUES(2,1,'add','calendar','CN','2016-08-01T01:30:00.000000+00:00','2016-08-01T01:30:00.000000+00:00','ann','the first record',NULL,NULL,'{"first_year":2015,"key":"CN","last_year":2017,"off":[["2016-09-15","中秋节"],["2016-09-16","中秋节"]],"provisional_years":[2017],"source":"holidays","title":"China","work":[["2016-09-18","上班"]]}');
INSERT INTO "journal" VALUES(3,1,'add','group','wg','2016-08-01T01:30:00.000000+00:00','2016-08-01T01:30:00.000000+00:00','ann','the first record',NULL,NULL,'{"calendar":"CN","key":"wg","mandate":{"source":"a letter","text":"Study trends","valid_from":"2016-08-01","valid_until":"2016-12-31"},"name":"Blockchain working group","names":[["zh-Hans","区块链工作组"]],"note":"line one\nline two","since":"2016-08-01","stale_days":7,"timezone":"Asia/Shanghai","until":"2016-12-31","warning_days":3}');
INSERT INTO "journal" VALUES(4,1,'add','group','paper-wg','2016-08-01T01:30:00.000000+00:00','2016-08-01T01:30:00.000000+00:00','ann','the first record',NULL,NULL,'{"key":"paper-wg","name":"White Paper Writing Group","parent":"wg"}');
INSERT INTO "journal" VALUES(5,1,'add','party','cesi','2016-08-01T01:30:00.000000+00:00','2016-08-01T01:30:00.000000+00:00','ann','the first record',NULL,NULL,'{"affiliation":"miit","description":"institute","key":"cesi","name":"CESI","names":[["zh-Hans","电子标准院"]]}');
INSERT INTO "journal" VALUES(6,1,'add','party','yu-du','2016-08-01T01:30:00.000000+00:00','2016-08-01T01:30:00.000000+00:00','ann','the first record',NULL,NULL,'{"affiliation":"wanxiang","key":"yu-du","kind":"person","name":"Yu Du"}');
INSERT INTO "journal" VALUES(7,1,'add','role','wg:secretariat:cesi','2016-08-01T01:30:00.000000+00:00','2016-08-01T01:30:00.000000+00:00','ann','the first record',NULL,NULL,'{"group":"wg","key":"wg:secretariat:cesi","party":"cesi","role":"secretariat","since":"2016-08-01","until":"2016-12-31"}');
INSERT INTO "journal" VALUES(8,1,'add','area','trends','2016-08-01T01:30:00.000000+00:00','2016-08-01T01:30:00.000000+00:00','ann','the first record',NULL,NULL,'{"group":"wg","illustrative":1,"key":"trends","names":[["zh-Hans","趋势"]],"title":"Trends"}');
INSERT INTO "journal" VALUES(9,1,'add','event','summit','2016-08-01T01:30:00.000000+00:00','2016-08-01T01:30:00.000000+00:00','ann','the first record',NULL,NULL,'{"dropped":1,"ends":"2016-09-24","group":"wg","key":"summit","place":"Shanghai","starts":"2016-09-19","title":"Summit"}');
INSERT INTO "journal" VALUES(10,1,'add','deliverable','white-paper','2016-08-01T01:30:00.000000+00:00','2016-08-01T01:30:00.000000+00:00','ann','the first record',NULL,NULL,'{"area":"trends","doctype":"white paper","due_stage":"done","estimate":"10.0/20.0/40.5","group":"paper-wg","key":"white-paper","lifecycle":"short","limit":"2016-10-31","owners":["cesi","yu-du"],"planned":[{"due":"summit - 1wd","stage":"done"}],"reached":[{"on":"2016-08-05","stage":"draft"}],"serves":"summit","state":"active","tags":["paper"],"target":"summit - 1wd","title":"White paper"}');
INSERT INTO "journal" VALUES(11,1,'add','task','TR-1','2016-08-01T01:30:00.000000+00:00','2016-08-01T01:30:00.000000+00:00','ann','the first record',NULL,NULL,'{"after":["white-paper@draft","TR-0 SS +2","TR-0 FF -1"],"area":"trends","deliverables":["white-paper"],"done_at":"2016-08-19T09:00:00.000000+00:00","done_on":"2016-08-19","estimate":"5.0","group":"wg","key":"TR-1","limit":"2016-08-31","names":[["zh-Hans","阅读报告"]],"owners":["cesi"],"parent":"TR-0","percent":100,"serves":"summit","source":"minutes","started_on":"2016-08-02","state":"done","tags":["reading"],"target":"2016-08-20","title":"Read the reports","waiting":{"on":"CESI","since":"2016-08-03","what":"the list"}}');
INSERT INTO "journal" VALUES(12,1,'add','task','TR-9','2016-08-01T01:30:00.000000+00:00','2016-08-01T01:30:00.000000+00:00','ann','the first record',NULL,NULL,'{"group":"wg","key":"TR-9","kind":"milestone","reached_by":"white-paper@draft","title":"Draft there"}');
INSERT INTO "journal" VALUES(13,13,'edit','task','TR-1','2016-08-02T01:30:00.000000+00:00','2016-08-02T01:30:00.000000+00:00','bob','it was',NULL,11,'{"after":["white-paper@draft","TR-0 SS +2","TR-0 FF -1"],"area":"trends","deliverables":["white-paper"],"done_at":"2016-08-19T09:00:00.000000+00:00","done_on":"2016-08-19","estimate":"5.0","group":"wg","key":"TR-1","limit":"2016-08-31","names":[["zh-Hans","阅读报告"]],"note":"done early","owners":["cesi"],"parent":"TR-0","percent":100,"serves":"summit","source":"minutes","started_on":"2016-08-02","state":"done","tags":["reading"],"target":"2016-08-20","title":"Read the reports","waiting":{"on":"CESI","since":"2016-08-03","what":"the list"}}');
INSERT INTO "journal" VALUES(14,14,'add','task','TR-2','2016-08-02T02:30:00.000000+00:00','2016-08-02T02:30:00.000000+00:00','ann',NULL,NULL,NULL,'{"group":"wg","key":"TR-2","title":"Read the reports"}');
INSERT INTO "journal" VALUES(15,15,'undo','task','TR-2','2016-08-02T03:30:00.000000+00:00','2016-08-02T03:30:00.000000+00:00','ann',NULL,14,14,NULL);
CREATE TABLE "lifecycles" (
  created INTEGER PRIMARY KEY REFERENCES journal (number),
  revision INTEGER NOT NULL REFERENCES journal (number),
  changed_at TEXT NOT NULL,
  "key" TEXT NOT NULL UNIQUE,
  source TEXT,
  note TEXT,
  illustrative INTEGER NOT NULL,
  title TEXT NOT NULL,
  stages TEXT NOT NULL
) STRICT;
INSERT INTO "lifecycles" VALUES(1,1,'2016-08-01T01:30:00.000000+00:00','short','made up',NULL,0,'Short way','[{"code":"draft","next":["done","dead"],"title":"Draft","usual_days":5},{"code":"done","outcome":"done","title":"Done"},{"code":"dead","outcome":"dropped","start":1,"title":"Dead"}]');
CREATE TABLE "parties" (
  created INTEGER PRIMARY KEY REFERENCES journal (number),
  revision INTEGER NOT NULL REFERENCES journal (number),
  changed_at TEXT NOT NULL,
  "key" TEXT NOT NULL UNIQUE,
  source TEXT,
  note TEXT,
  illustrative INTEGER NOT NULL,
  name TEXT NOT NULL,
  names TEXT,
  kind TEXT NOT NULL,
  affiliation TEXT,
  description TEXT
) STRICT;
INSERT INTO "parties" VALUES(5,5,'2016-08-01T01:30:00.000000+00:00','cesi',NULL,NULL,0,'CESI','[["zh-Hans","电子标准院"]]','organisation','miit','institute');
INSERT INTO "parties" VALUES(6,6,'2016-08-01T01:30:00.000000+00:00','yu-du',NULL,NULL,0,'Yu Du',NULL,'person','wanxiang',NULL);
CREATE TABLE "roles" (
  created INTEGER PRIMARY KEY REFERENCES journal (number),
  revision INTEGER NOT NULL REFERENCES journal (number),
  changed_at TEXT NOT NULL,
  "key" TEXT NOT NULL UNIQUE,
  source TEXT,
  note TEXT,
  illustrative INTEGER NOT NULL,
  party TEXT NOT NULL,
  "group" TEXT NOT NULL,
  role TEXT NOT NULL,
  since TEXT,
  until TEXT
) STRICT;
INSERT INTO "roles" VALUES(7,7,'2016-08-01T01:30:00.000000+00:00','wg:secretariat:cesi',NULL,NULL,0,'cesi','wg','secretariat','2016-08-01','2016-12-31');
CREATE TABLE "tasks" (
  created INTEGER PRIMARY KEY REFERENCES journal (number),
  revision INTEGER NOT NULL REFERENCES journal (number),
  changed_at TEXT NOT NULL,
  "key" TEXT NOT NULL UNIQUE,
  source TEXT,
  note TEXT,
  illustrative INTEGER NOT NULL,
  title TEXT NOT NULL,
  names TEXT,
  "group" TEXT NOT NULL,
  area TEXT,
  owners TEXT,
  estimate TEXT,
  state TEXT NOT NULL,
  target TEXT,
  "limit" TEXT,
  serves TEXT,
  started_on TEXT,
  done_on TEXT,
  done_at TEXT,
  tags TEXT,
  waiting TEXT,
  kind TEXT NOT NULL,
  percent INTEGER NOT NULL,
  after TEXT,
  parent TEXT,
  deliverables TEXT,
  reached_by TEXT
) STRICT;
INSERT INTO "tasks" VALUES(11,13,'2016-08-02T01:30:00.000000+00:00','TR-1','minutes','done early',0,'Read the reports','[["zh-Hans","阅读报告"]]','wg','trends','["cesi"]','5.0','done','2016-08-20','2016-08-31','summit','2016-08-02','2016-08-19','2016-08-19T09:00:00.000000+00:00','["reading"]','{"on":"CESI","since":"2016-08-03","what":"the list"}','task',100,'["white-paper@draft","TR-0 SS +2","TR-0 FF -1"]','TR-0','["white-paper"]',NULL);
INSERT INTO "tasks" VALUES(12,12,'2016-08-01T01:30:00.000000+00:00','TR-9',NULL,NULL,0,'Draft there',NULL,'wg',NULL,NULL,NULL,'open',NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,'milestone',0,NULL,NULL,NULL,'white-paper@draft');
CREATE UNIQUE INDEX "idx__sqlite_migrations_migration_set_name"
    ON "_sqlite_migrations" ("migration_set", "name");
CREATE INDEX journal_record ON journal ("key", kind, at);
CREATE INDEX journal_at ON journal (at);
CREATE INDEX journal_step ON journal (step);
CREATE INDEX journal_undoes ON journal (step, undoes) WHERE undoes IS NOT NULL;
CREATE INDEX journal_first ON journal (kind, number, "key", at, previous) WHERE previous IS NULL;
CREATE TRIGGER journal_is_not_rewritten BEFORE UPDATE ON journal BEGIN SELECT RAISE(ABORT, 'the journal is never rewritten'); END;
CREATE TRIGGER journal_is_not_shortened BEFORE DELETE ON journal BEGIN SELECT RAISE(ABORT, 'the journal is never shortened'); END;
CREATE INDEX tasks_reached_by ON tasks (reached_by) WHERE reached_by IS NOT NULL;
COMMIT;
