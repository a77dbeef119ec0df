/// Everything that can go wrong with an input or the machine, once: a code, a sentence, and what to do.
/// `docs/issues.md` is made from this table, and a test compares the two.
export const ISSUES = {
  "input-missing": {
    says: "There is no such file or folder.",
    hint: "Check the path; quote a pattern such as 'reports/*.txt' if the shell changes it.",
  },
  "input-unreadable": {says: "The file cannot be opened.", hint: "Check its permissions and that the disk is there."},
  "input-none": {
    says: "No file of a known sort was found there.",
    hint: "Known sorts: .txt, .md, .html, .htm, .xhtml, .json, .jsonl, .ndjson, .xml, .rss, .atom, .warc, .wacz, .mbox, .eml, .csv, .tsv, and each as .gz; name a file itself to read it whatever its ending.",
  },
  "input-other": {
    says: "A file of no known sort was passed over.",
    hint: "Name the file itself to read it whatever its ending.",
  },
  "file-empty": {says: "The file holds nothing.", hint: "Leave it out, or fetch it again."},
  "file-too-large": {says: "The file is larger than the limit.", hint: "Split it, or raise the limit with --max-size."},
  "file-binary": {says: "This is not text.", hint: "Turn it into text or HTML first."},
  "encoding-broken": {says: "The text is damaged: too many bytes belong to no letter.", hint: "Fetch it again, or save it as UTF-8."},
  "encoding-repaired": {
    says: "Some bytes belong to no letter and were replaced by U+FFFD.",
    hint: "The rest was read; compare with the source where it matters.",
  },
  "encoding-double": {
    says: "The text had been encoded twice and was decoded again.",
    hint: "It reads as it was meant; whoever made the file may want to know.",
  },
  "encoding-mixed": {
    says: "Some lines were in another encoding than the rest; each was read in its own.",
    hint: "It reads as it was meant; whoever made the file may want to know.",
  },
  "letters-shaped": {
    says: "Letters were written as printed shapes (U+FB50–U+FEFC) and were read as letters.",
    hint: "Such text comes out of PDF files; compare with the source where it matters.",
  },
  "text-reversed": {
    says: "The text was stored as it is seen, from left to right; its lines were turned round.",
    hint: "Such text comes out of PDF files; compare with the source where it matters.",
  },
  "digits-reversed": {
    says: "Numbers seem to be written backwards and were left as they are.",
    hint: "Compare with the source before you rely on a figure or a date.",
  },
  "encoding-unknown": {says: "The encoding could not be told from the letters.", hint: "Save the file as UTF-8."},
  "json-broken": {says: "This is not valid JSON.", hint: "A .jsonl file holds one JSON object a line."},
  "json-no-text": {says: "The item has no text.", hint: "Give the report in a field named text (or body, content, html)."},
  "feed-broken": {
    says: "This is no feed that can be read.",
    hint: "RSS, Atom, RDF and JSON Feed are read; open it in a browser to see what it is.",
  },
  "feed-cut": {
    says: "Not all items of the feed were read.",
    hint: "The first were, which in feeds are the newest.",
  },
  "item-broken": {says: "An item of a feed cannot be read.", hint: "The others were."},
  "sitemap-broken": {says: "This is no sitemap, or it ends too early.", hint: "What could be read of it was."},
  "opml-broken": {says: "This is no list of feeds (OPML).", hint: "Export it again from the program that made it."},
  "list-only": {
    says: "This lists addresses of reports and holds none.",
    hint: "Take it as a source: isnad sources add FILE, then isnad fetch.",
  },
  "archive-broken": {
    says: "A part of the archive is damaged.",
    hint: "What stands before and after it was read; fetch it again if you can.",
  },
  "archive-revisit": {
    says: "The archive says only that this page had not changed.",
    hint: "Its text is where it was first fetched; read that archive too.",
  },
  "archive-passed": {says: "Records of the archive that hold no page were passed over.", hint: "Pages that answered with 200 are read."},
  "mail-broken": {says: "The message cannot be read.", hint: "The others were; open it in a mail program."},
  "mail-no-text": {says: "The message has no text.", hint: "Attachments and pictures are not read."},
  "table-broken": {says: "A row of the table cannot be read.", hint: "The others were; look for a quotation mark without its pair."},
  "table-no-text": {
    says: "No column of the table is known to hold the text.",
    hint: "Name it: --columns 'text=النص,published=تاريخ'.",
  },
  "packed-too-large": {says: "What is packed in it is larger than the limit.", hint: "Raise the limit with --max-size if you trust it."},
  "packed-broken": {says: "What is packed in it is damaged.", hint: "What came before the damage was read."},
  "language-other": {says: "The text is in a language that cannot be read yet.", hint: "Arabic is read today; see docs/coverage.md."},
  "nothing-in-it": {says: "There are no words in it.", hint: "Leave it out; if it is a web page, its text may be loaded by a script."},
  "no-claims": {
    says: "Read, but nothing was found that the record keeps.",
    hint: "If there is an event, statement or figure in it, please report it as a miss.",
  },
  "reader-ended": {
    says: "The reader ended at it, twice.",
    hint: "The others were read; please report it with the text it happened on.",
  },
  "answer-lost": {
    says: "What was working out the answer ended.",
    hint: "Ask again: it was started anew. Please report it with the address that was asked for if it happens again.",
  },
  "reader-silent": {
    says: "The reader took too long over it, twice.",
    hint: "The others were read; please report it with the text it happened on.",
  },
  "record-unopened": {
    says: "The record cannot be opened.",
    hint: "Check the path and its permissions; --db FILE or ISNAD_DB names another one.",
  },
  "record-missing": {says: "There is no record there yet.", hint: "Make one with: isnad keep FILES…"},
  "record-foreign": {says: "This file is no Isnad record.", hint: "Name another file with --db; it was left as it is."},
  "record-newer": {
    says: "The record was written by a newer version of the program.",
    hint: "Update the program; the record was left as it is.",
  },
  "record-damaged": {says: "The record is damaged.", hint: "Restore it from a copy, or make it again from the reports."},
  "record-locked": {says: "Another program is writing to the record.", hint: "Wait for it to end and try again; nothing was written."},
  "record-there": {says: "There is something at this place already.", hint: "Restore to another place; it was left as it is."},
  "backup-there": {says: "There is a file of this name already.", hint: "Name another one; it was left as it is."},
  "backup-damaged": {says: "The backup is damaged.", hint: "Take an older one; nothing was restored."},
  "record-read-only": {
    says: "The record may not be written.",
    hint: "Check the permissions: of the file and of its folder, or of the user in the database.",
  },
  "record-unreachable": {
    says: "The server that has the record does not answer.",
    hint: "Check that it runs and that the address is right, then try again: what was kept is safe, nothing is half-written.",
  },
  "record-slow": {says: "The record did not answer in time.", hint: "Ask for less, or try again when the server has less to do."},
  "disk-full": {
    says: "The disk is full.",
    hint: "Make room and run the same command again: what was kept is safe, nothing is half-written.",
  },
  "output-failed": {
    says: "The output could not be written.",
    hint: "Check where it goes: disk space, permissions, the program that reads it.",
  },
  "id-unknown": {says: "The record holds nothing with this id.", hint: "Ids are shown by: isnad timeline, isnad search."},
  "path-unknown": {
    says: "There is nothing at this address.",
    hint: "GET /api/v1/openapi.json lists every address; /api shows them as a page.",
  },
  "method-other": {says: "This address is not asked in this way.", hint: "GET /api/v1/openapi.json says how each address is asked."},
  "parameter-wrong": {says: "A parameter is wrong.", hint: "See what the address takes in /api/v1/openapi.json."},
  "format-other": {
    says: "The answer does not come in this form.",
    hint: "Ask for application/json; lists also come as text/csv and application/jsonl.",
  },
  "too-often": {
    says: "Too many requests came from this address.",
    hint: "Wait a moment; --rate of isnad serve sets how many a minute are answered.",
  },
  "body-too-large": {says: "The request is too large.", hint: "Send less at once."},
  "token-missing": {
    says: "This record is not open to everyone.",
    hint: "Sign in, or send a token: Authorization: Bearer …; isnad token add makes one.",
  },
  "token-wrong": {
    says: "This token is none, or was taken back.",
    hint: "isnad token list shows those that stand; isnad token add makes another.",
  },
  "role-less": {says: "This takes a role that you do not have.", hint: "A token of that role does it: read, write, review or admin."},
  "csrf-missing": {
    says: "A browser asked for a change without the word that this server gave it.",
    hint: "GET /api/v1/session gives it; send it as x-isnad-csrf. Programs that send no Origin need none.",
  },
  "token-taken": {says: "A token of this name stands.", hint: "Take another name, or revoke that one first."},
  "token-unknown": {says: "No token of this name stands.", hint: "isnad token list shows them."},
  "access-open": {
    says: "At this address other machines could change the record.",
    hint: "Make tokens first (isnad token add NAME --role admin), or open it for reading only with --public.",
  },
  "origin-other": {
    says: "A page of another site asked for a change.",
    hint: "Changes are made from the reading room itself, or by a program that sends no Origin.",
  },
  "body-other": {says: "The body is not JSON.", hint: "Send it with Content-Type: application/json."},
  "host-other": {
    says: "This server does not answer to this name.",
    hint: "Use the address that isnad serve printed, or name others with --allow-host.",
  },
  "address-taken": {
    says: "The server cannot listen at this address.",
    hint: "Name another with --port or --host; another program may be using it.",
  },
  "config-wrong": {says: "The configuration file is not understood.", hint: "docs/serve.md shows what it may hold."},
  "address-refused": {
    says: "This address is not asked.",
    hint: 'http: and https:, the usual ports and no passwords are; allow = ["name:port"] under [gather] in isnad.toml allows a machine by its name.',
  },
  "address-private": {
    says: "This address is in a private network or on this machine.",
    hint: 'If it is meant, allow it by name: allow = ["name:port"] under [gather] in isnad.toml.',
  },
  "name-unknown": {says: "The name of this server stands for no address.", hint: "Check the address; it is asked again later."},
  "host-unreachable": {says: "The server cannot be reached.", hint: "It is asked again later, less often each time."},
  "answer-slow": {says: "The server took too long.", hint: "It is asked again later, less often each time."},
  "answer-broken": {says: "The answer ended early or is damaged.", hint: "It is asked for again later."},
  "answer-failed": {says: "The server failed.", hint: "It is asked again later, less often each time."},
  "answer-refused": {says: "The server does not give this.", hint: "Check the address in a browser; it may need signing in."},
  "answer-gone": {says: "There is nothing at this address (any more).", hint: "What was kept of it stays in the record."},
  "answer-too-large": {
    says: "The answer is larger than the limit.",
    hint: "Raise received or unpacked under [gather] in isnad.toml if it is meant.",
  },
  "answer-bomb": {
    says: "The answer unpacks to far more than any page does.",
    hint: "It is not read: such answers are made to fill the memory.",
  },
  "answer-encoding": {says: "The answer is packed in a way that was not asked for.", hint: "Report it to those who run the server."},
  "answer-other": {says: "This is neither a page nor text.", hint: "Leave it out, or give its text in another way."},
  "redirect-refused": {
    says: "The address leads on in a way that is not followed.",
    hint: "Name the address that it leads to, where you know it.",
  },
  "robots-disallowed": {
    says: "The robots.txt of this server asks not to fetch this.",
    hint: 'Ask those who run it, or take the text from their feed (content = "feed").',
  },
  "robots-unreachable": {
    says: "The server did not say what may be fetched (robots.txt).",
    hint: "Nothing is fetched from it until it answers; it is asked again later.",
  },
  "asked-to-wait": {says: "The server asks to be left alone for a while.", hint: "It is asked again when that is over."},
  stopped: {says: "Stopped before it was done.", hint: "The next isnad fetch or isnad watch goes on with it."},
  "item-unwanted": {says: "The address is not one that this source is asked for.", hint: "only and not in its settings say which are."},
  "item-old": {
    says: "The item is older than what this source is asked for.",
    hint: "since in the source's settings says how old items may be.",
  },
  "source-silent": {
    says: "The source has been silent for much longer than usual.",
    hint: "Look whether it has moved: isnad sources test NAME. silent_after in its settings says when this is told.",
  },
  "source-wrong": {says: "The settings of the source are not understood.", hint: "docs/sources.md shows what they may hold."},
  "source-unknown": {says: "There is no source of this name.", hint: "isnad sources list shows them."},
  "source-taken": {says: "There is a source of this name.", hint: "Take another name, or remove that one first."},
  usage: {says: "The command was not understood.", hint: "See: isnad --help."},
  "stream-unreachable": {
    says: "The NATS server cannot be reached.",
    hint: "Check that it runs and that the address is right, then try again: what it acknowledged is safe.",
  },
  "stream-unready": {
    says: "The NATS server has no JetStream, or does not let it be used.",
    hint: "Start it with JetStream: nats-server -js -sd FOLDER.",
  },
  "stream-too-large": {
    says: "The input is larger than a message may be.",
    hint: "Raise max_payload of the NATS server (up to 64 MB), or keep it with isnad keep.",
  },
  "message-broken": {says: "A message on the stream is no input of ours.", hint: "It is among the dead letters: isnad dead."},
  "message-dead": {says: "An input could not be read and was put aside.", hint: "isnad dead lists it; isnad dead replay tries it again."},
  internal: {says: "The program itself failed; this is our fault.", hint: "Please report it with the text it happened on."},
} as const satisfies {readonly [code: string]: {readonly says: string; readonly hint: string}}

export type IssueCode = keyof typeof ISSUES

/// One thing that went wrong: what, where, and what to do. `detail` adds the particulars of this case.
export type Issue = {
  readonly code: IssueCode
  readonly where: string
  readonly says: string
  readonly hint: string
  readonly detail?: string
}

export function issueOf(code: IssueCode, where: string, detail?: string): Issue {
  return detail === undefined ? {code, where, ...ISSUES[code]} : {code, where, ...ISSUES[code], detail}
}

/// Whether what came back is an issue and not the thing asked for.
export const isIssue = (x: object): x is Issue => "code" in x && "where" in x && "hint" in x

/// Issues that are told but do not make an input fail.
const NOTES: ReadonlySet<IssueCode> = new Set<IssueCode>([
  "encoding-repaired",
  "no-claims",
  "archive-revisit",
  "archive-passed",
  "feed-cut",
])
export const isNote = (issue: Issue): boolean => NOTES.has(issue.code)

/// An issue as one line: what, where, what to do. Control characters and line breaks of a foreign name are shown, not obeyed.
export function lineOf(issue: Issue): string {
  const says = issue.detail ? `${issue.says.replace(/\.$/, "")} (${issue.detail}).` : issue.says
  return `${printable(issue.where)}: ${says} ${issue.hint} [${issue.code}]`
}

export const printable = (text: string): string =>
  text.replace(/[\u0000-\u001f\u007f-\u009f\u2028\u2029]/g, (c) => `\\u${c.charCodeAt(0).toString(16).padStart(4, "0")}`)

/// A broken machine or a wrong call, thrown; one place at the edge turns it into a line and an exit code.
export class Failure extends Error {
  readonly issue: Issue
  constructor(issue: Issue, options?: ErrorOptions) {
    super(lineOf(issue), options)
    this.name = "Failure"
    this.issue = issue
  }
}

export const failure = (code: IssueCode, where: string, detail?: string, cause?: unknown): Failure =>
  new Failure(issueOf(code, where, detail), cause === undefined ? undefined : {cause})
