import type {AnchorHTMLAttributes, ComponentChildren} from "preact"
import {useEffect, useState} from "preact/hooks"
import {language} from "./labels/index.ts"

/// Where the reader is: the address bar is the whole state of a page, so that a view can be sent on.
export type Place = {readonly path: readonly string[]; readonly query: URLSearchParams}

/// A part of an address as it was meant; as it stands where it was cut or garbled on its way.
function decoded(part: string): string {
  try {
    return decodeURIComponent(part)
  } catch {
    return part
  }
}

const here = (): Place => ({
  path: location.pathname.split("/").slice(2).filter(Boolean).map(decoded),
  query: new URLSearchParams(location.search),
})

const listeners = new Set<() => void>()
const tell = (): void => {
  for (const listener of listeners) listener()
}

/// How far down a page was read is kept with its address, for whoever comes back to it.
type Left = {readonly down?: number} | null
const keepDown = (): void => history.replaceState({down: Math.round(scrollY)} satisfies Left, "")

/// Pages come with their answers: the place is looked for until it is there, or the reader moves by himself.
const MOST_MS = 2000
let isReturning = false
function goDown(to: number): void {
  const end = performance.now() + MOST_MS
  isReturning = true
  const stop = (): void => {
    isReturning = false
    for (const by of ["wheel", "touchstart", "keydown", "pointerdown"]) removeEventListener(by, stop)
  }
  for (const by of ["wheel", "touchstart", "keydown", "pointerdown"]) addEventListener(by, stop, {passive: true})
  const step = (): void => {
    if (!isReturning) return
    scrollTo(0, to)
    if (Math.abs(scrollY - to) < 2 || performance.now() > end) stop()
    else requestAnimationFrame(step)
  }
  step()
}

/// Follows the browser's own way back and forward.
export function followHistory(): void {
  history.scrollRestoration = "manual"
  let timer: ReturnType<typeof setTimeout> | undefined
  addEventListener(
    "scroll",
    () => {
      clearTimeout(timer)
      if (!isReturning) timer = setTimeout(keepDown, 250)
    },
    {passive: true},
  )
  const back = (): void => {
    clearTimeout(timer)
    const down = (history.state as Left)?.down
    if (down !== undefined) goDown(down)
  }
  addEventListener("popstate", () => {
    tell()
    back()
  })
  back()
}

export function go(address: string, how: "push" | "replace" = "push"): void {
  if (address === location.pathname + location.search) return
  if (how === "push") keepDown()
  history[how === "push" ? "pushState" : "replaceState"](how === "push" ? null : history.state, "", address)
  if (how === "push") scrollTo(0, 0)
  tell()
}

/// The address follows what is looked at, without a step to go back.
export const sayPlace = (address: string): void => history.replaceState(history.state, "", address)

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
