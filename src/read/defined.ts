/// An object without the fields of which nothing is known.
export type Defined<T> = {readonly [K in keyof T]?: NonNullable<T[K]>}

export const definedOnly = <T extends {readonly [key: string]: string | undefined}>(o: T): Defined<T> =>
  Object.fromEntries(Object.entries(o).filter(([, v]) => v !== undefined && v !== "")) as Defined<T>
