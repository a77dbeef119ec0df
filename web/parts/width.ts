import {useLayoutEffect, useState} from "preact/hooks"

/// How wide an element is drawn, in pixels, as it changes; on paper as wide as is told, since nothing is measured there.
export function useWidth(of: {readonly current: HTMLElement | null}, onPaper?: number): number {
  const [width, setWidth] = useState(0)
  useLayoutEffect(() => {
    const element = of.current
    if (!element) return
    const measure = (): void => setWidth(element.clientWidth)
    const print = (): void => {
      if (onPaper) setWidth(onPaper)
    }
    measure()
    const observer = new ResizeObserver(measure)
    observer.observe(element)
    addEventListener("beforeprint", print)
    addEventListener("afterprint", measure)
    return () => {
      observer.disconnect()
      removeEventListener("beforeprint", print)
      removeEventListener("afterprint", measure)
    }
  }, [])
  return width
}
