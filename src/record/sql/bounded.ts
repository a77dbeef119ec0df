/// What is held in memory, the last ones asked for: `most` is how much all of it may weigh.
export class Bounded<K, V> {
  readonly #held = new Map<K, {readonly value: V; readonly weight: number}>()
  readonly #most: number
  #weight = 0
  constructor(most: number) {
    this.#most = most
  }
  get(key: K): V | undefined {
    const known = this.#held.get(key)
    if (known === undefined) return undefined
    // Behind all others, so that the one asked for longest ago is the first to go.
    this.#held.delete(key)
    this.#held.set(key, known)
    return known.value
  }
  set(key: K, value: V, weight = 1): void {
    this.#drop(key)
    this.#held.set(key, {value, weight})
    this.#weight += weight
    while (this.#weight > this.#most && this.#held.size > 1) this.#drop(this.#held.keys().next().value as K)
  }
  #drop(key: K): void {
    this.#weight -= this.#held.get(key)?.weight ?? 0
    this.#held.delete(key)
  }
}
