import type {AnchorHTMLAttributes, ComponentChildren} from "preact"
import {useEffect, useState} from "preact/hooks"
import {language} from "./labels/index.ts"

/// Where the reader is: the address bar is the whole state of a page, so that a view can be sent on.
export type Place = {readonly path: readonly string[]; readonly query: URLSearchParams}

const here = (): Place => ({
  path: location.pathname.split("/").slice(2).filter(Boolean).map(decodeURIComponent),
  query: new URLSearchParams(location.search),
})

const listeners = new Set<() => void>()
const tell = (): void => {
  for (const listener of listeners) listener()
}
globalThis.addEventListener?.("popstate", tell)

export function go(address: string, how: "push" | "replace" = "push"): void {
  if (address === location.pathname + location.search) return
  history[how === "push" ? "pushState" : "replaceState"](null, "", address)
  if (how === "push") scrollTo(0, 0)
  tell()
}

export function usePlace(): Place {
  const [place, setPlace] = useState(here)
  useEffect(() => {
    const listener = (): void => setPlace(here())
    listeners.add(listener)
    return () => void listeners.delete(listener)
  }, [])
  return place
}

export type Query = {readonly [name: string]: string | number | undefined | null}
export function to(path: string, query: Query = {}): string {
  const search = new URLSearchParams()
  for (const [name, value] of Object.entries(query))
    if (value !== undefined && value !== null && value !== "") search.set(name, String(value))
  const text = search.toString()
  return `/${language}${path ? `/${path}` : ""}${text ? `?${text}` : ""}`
}

/// A link of the reading room: the browser's own where the reader wants another tab.
export function Link({
  href,
  children,
  ...rest
}: {href: string; children: ComponentChildren} & Omit<AnchorHTMLAttributes, "href" | "role" | "onClick">) {
  const follow = (event: MouseEvent): void => {
    if (event.defaultPrevented || event.button !== 0 || event.metaKey || event.ctrlKey || event.shiftKey || event.altKey) return
    event.preventDefault()
    go(href)
    document.getElementById("content")?.focus({preventScroll: true})
  }
  return (
    <a href={href} onClick={follow} {...rest}>
      {children}
    </a>
  )
}
