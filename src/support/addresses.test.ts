import {expect, test} from "vitest"
import {withoutPassword} from "./addresses.ts"

test.each([
  ["isnad.db", "isnad.db"],
  ["/data/a@b:c.db", "/data/a@b:c.db"],
  ["postgres://desk@db.example/news", "postgres://desk@db.example/news"],
  ["postgres://desk:geheim@db.example:5433/news?schema=a", "postgres://desk@db.example:5433/news?schema=a"],
  ["postgresql://desk:ge@he:im@db.example/news", "postgresql://desk@db.example/news"],
  ["postgres://:geheim@/news", "postgres://@/news"],
  ["postgres:///news?user=desk&password=geheim&sslmode=require", "postgres:///news?user=desk&password=…&sslmode=require"],
  ["postgres://desk:geh/e?i#m@db.example/news", "postgres://desk@db.example/news"],
])("%s", (address, shown) => expect(withoutPassword(address)).toBe(shown))
