import {z} from "zod"
import {givenDays} from "../support/index.ts"

/// Fields that every way in reads alike; each brings the bounds of its own (`text`, `items`).
export const dayField = (says: string, text = z.string()) =>
  text
    .refine((s) => givenDays(s) !== undefined, {error: "a day, month or year, such as 2023-05-24, 2023-05 or 2023"})
    .describe(says)
    .optional()

/// Given once, given several times, or with commas between.
export const several = <T extends z.ZodType>(items: z.ZodArray<T>, says: string) => z.preprocess(parted, items.optional()).describe(says)

const parted = (x: unknown): unknown =>
  x === undefined
    ? undefined
    : [x]
        .flat()
        .flatMap((s) => String(s).split(/[,،]/))
        .map((s) => s.trim())
        .filter(Boolean)
