/// The item at a place that may be none, which is -1. `list[-1]` would be undefined too, but the engine looks for a property of that name:
/// slow, and what does it again and again is never compiled.
export function itemAt<Item>(list: ArrayLike<Item>, place: number): Item | undefined {
  return place >= 0 ? list[place] : undefined
}
