/// What a page says of its article in JSON-LD (schema.org), alone, in a list, or in a `@graph`. Broken JSON-LD is common and says nothing.
export type LinkedArticle = {
  readonly headline?: string
  readonly body?: string
  readonly published?: unknown
  readonly created?: unknown
  readonly changed?: unknown
  readonly outlet?: string
  readonly byline?: string
  readonly section?: string
  readonly tags?: readonly string[]
  readonly url?: string
  readonly language?: string
  readonly isLive: boolean
}

type Linked = {readonly [key: string]: unknown}
const isObject = (x: unknown): x is Linked => typeof x === "object" && x !== null && !Array.isArray(x)
const asText = (x: unknown): string | undefined => (typeof x === "string" && x.trim() ? x.trim().replace(/[^\S\n]+/g, " ") : undefined)
const nameOf = (x: unknown): string | undefined => (Array.isArray(x) ? nameOf(x[0]) : isObject(x) ? asText(x["name"]) : asText(x))

const typesOf = (x: Linked): string[] => [x["@type"]].flat().filter((t) => typeof t === "string")

export function linkedArticle(scripts: readonly string[]): LinkedArticle | undefined {
  const all: Linked[] = []
  for (const script of scripts) {
    let value: unknown
    try {
      value = JSON.parse(script.replace(/^\s*(?:\/\/)?<!\[CDATA\[|(?:\/\/)?\]\]>\s*$/g, ""))
    } catch {
      continue
    }
    for (const v of (Array.isArray(value) ? value : [value]).flatMap((v) =>
      isObject(v) && Array.isArray(v["@graph"]) ? v["@graph"] : [v],
    ))
      if (isObject(v)) all.push(v, ...(isObject(v["mainEntity"]) ? [v["mainEntity"]] : []))
  }
  const isArticle = (v: Linked): boolean => typesOf(v).some((t) => /Article|Posting|Report/.test(t))
  const article = all.find((v) => isArticle(v) && (v["headline"] || v["articleBody"])) ?? all.find(isArticle)
  if (!article) return undefined
  const byId = (x: unknown): unknown =>
    isObject(x) && x["name"] === undefined && x["@id"] ? (all.find((v) => v["@id"] === x["@id"]) ?? x) : x
  const outlet = nameOf(byId(article["publisher"]))
  const authors = [article["author"]]
    .flat()
    .map((a) => nameOf(byId(a)))
    .filter((n): n is string => n !== undefined && n !== outlet)
  const keywords = [article["keywords"]].flat().flatMap((k) => (typeof k === "string" ? k.split(/[,،;؛]/) : (nameOf(k) ?? [])))
  const tags = keywords.map((k) => k.trim()).filter(Boolean)
  return defined({
    headline: asText(article["headline"]) ?? asText(article["name"]),
    body: asText(article["articleBody"]),
    published: article["datePublished"],
    created: article["dateCreated"] ?? article["uploadDate"],
    changed: article["dateModified"],
    outlet,
    byline: authors.length ? authors.join("، ") : undefined,
    section: nameOf(article["articleSection"]),
    tags: tags.length ? tags : undefined,
    url: [article["url"], article["mainEntityOfPage"]].map((u) => asText(isObject(u) ? u["@id"] : u)).find((u) => u && /^https?:/i.test(u)),
    language: asText(article["inLanguage"])?.slice(0, 2).toLowerCase(),
    isLive: typesOf(article).includes("LiveBlogPosting"),
  })
}

const defined = (o: {readonly [key: string]: unknown}): LinkedArticle =>
  Object.fromEntries(Object.entries(o).filter(([, v]) => v !== undefined)) as LinkedArticle
