import {z} from "zod"
import {ROUTES, type Route} from "./routes.ts"
import {health, problem} from "./schemas.ts"

export const PREFIX = "/api/v1"

type Json = {readonly [key: string]: unknown}

/// The contract in OpenAPI 3.1, made from the table of routes: its schemas are the ones that check what comes in.
export function openapiOf(version: string): Json {
  const answers = z.registry<{id: string}>()
  const routes = Object.entries(ROUTES) as unknown as [string, Route][]
  for (const [name, route] of routes) answers.add(route.answer, {id: `${name[0]?.toUpperCase()}${name.slice(1)}Response`})
  answers.add(problem, {id: "Problem"})
  answers.add(health, {id: "HealthResponse"})
  const {schemas} = z.toJSONSchema(answers, {uri: (id) => `#/components/schemas/${id}`, io: "output"})
  const all: {[id: string]: unknown} = {}
  for (const [id, schema] of Object.entries(schemas)) {
    const {
      $schema: _dialect,
      $id: _id,
      $defs,
      ...rest
    } = schema as {readonly $schema?: string; readonly $id?: string; readonly $defs?: Json}
    all[id] = lifted(rest)
    for (const [key, definition] of Object.entries($defs ?? {})) all[key] ??= lifted(definition)
  }
  // Shapes that several answers share stand once, whichever answer they were met in.
  const {__shared: shared} = schemas as {readonly __shared?: {readonly $defs?: Json}}
  delete all["__shared"]
  for (const [key, definition] of Object.entries(shared?.$defs ?? {})) all[key] ??= lifted(definition)
  const paths: {[path: string]: Json} = {}
  for (const [name, route] of routes) {
    const path = `${PREFIX}${route.path}`
    paths[path] = {...paths[path], [route.method === "POST" ? "post" : "get"]: operationOf(name, route)}
  }
  paths["/health"] = {
    get: {
      operationId: "health",
      tags: ["service"],
      summary: "Whether the server answers.",
      responses: {200: answer("HealthResponse", ["application/json"])},
    },
  }
  return {
    openapi: "3.1.0",
    info: {
      title: "Isnad",
      version,
      summary: "A checkable record of what news reports say.",
      description:
        "Every answer rests on exact words of a report. Unknown parameters are refused. Lists come in pieces: give `after` of an answer to read on. ETags change with the record only.",
      license: {name: "Apache-2.0", identifier: "Apache-2.0"},
    },
    servers: [{url: "/"}],
    tags: [
      {name: "record", description: "what reports say"},
      {name: "across", description: "what the record holds across reports"},
      {name: "review", description: "what persons say of it"},
      {name: "service", description: "the server itself"},
    ],
    paths,
    components: {schemas: all},
  }
}

/// References of the generator as references of the document.
function lifted(schema: unknown): unknown {
  return JSON.parse(
    JSON.stringify(schema, (key, value) =>
      key === "$ref" && typeof value === "string"
        ? value.replace(/^.*#\/(?:components\/schemas\/__shared#\/)?(?:\$defs|components\/schemas)\//, "#/components/schemas/")
        : value,
    ),
  )
}

const problems = (codes: readonly number[]): Json =>
  Object.fromEntries(codes.map((code) => [code, answer("Problem", ["application/json"])]))

function postOf(name: string, route: Route): Json {
  const {$schema: _dialect, ...schema} = z.toJSONSchema(route.input, {unrepresentable: "any"})
  return {
    operationId: name,
    tags: [route.tag],
    summary: route.says,
    requestBody: {required: true, content: {"application/json": {schema: lifted(schema)}}},
    responses: {
      200: answer(`${name[0]?.toUpperCase()}${name.slice(1)}Response`, ["application/json"]),
      ...problems([400, 401, 403, 404, 413, 415, 429, 503]),
    },
  }
}

const answer = (schema: string, types: readonly string[]): Json => ({
  description: schema,
  content: Object.fromEntries(
    types.map((type) => [type, {schema: type === "application/json" ? {$ref: `#/components/schemas/${schema}`} : {type: "string"}}]),
  ),
})

function operationOf(name: string, route: Route): Json {
  if (route.method === "POST") return postOf(name, route)
  const parameters = Object.entries(route.input.shape).map(([field, schema]) => {
    const inPath = route.path.includes(`{${field}}`)
    const {
      $schema: _dialect,
      description,
      default: preset,
      ...rest
    } = z.toJSONSchema(schema as z.ZodType, {unrepresentable: "any"}) as {
      readonly $schema?: string
      readonly description?: string
      readonly default?: unknown
      readonly type?: string
    }
    return {
      name: field,
      in: inPath ? "path" : "query",
      required: inPath || !(schema as z.ZodType).safeParse(undefined).success,
      description,
      schema: preset === undefined ? rest : {...rest, default: preset},
      ...(rest.type === "array" ? {style: "form", explode: false} : {}),
    }
  })
  const types = [
    "application/json",
    ...(route.columns ? ["text/csv", "application/jsonl"] : []),
    ...(name === "changes" ? ["text/event-stream"] : []),
  ]
  return {
    operationId: name,
    tags: [route.tag],
    summary: route.says,
    parameters,
    responses: {
      200: answer(`${name[0]?.toUpperCase()}${name.slice(1)}Response`, types),
      304: {description: "The record has not changed since the answer with this ETag."},
      ...problems([400, ...(route.path.includes("{") || name === "relation" ? [404] : []), 406, 429, 503]),
    },
  }
}
