import {render} from "preact"
import {App} from "./app.tsx"
import {followHistory} from "./router.tsx"

const root = document.getElementById("app")
if (root) {
  followHistory()
  render(<App />, root)
}
