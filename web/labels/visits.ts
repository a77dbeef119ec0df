import type {Plural} from "./en.ts"
import {type Language, language} from "./index.ts"

/// What the map of visits says: with the map, so that the first page does not wait for it.
const en = {
  itinerary: "Itinerary",
  visitsTo: "Visits to {name}",
  visitsBy: "Visits from {name}",
  otherVisits: "Visits it has another part in",
  visitMap: "Map of visits",
  visits: {one: "{n} visit", other: "{n} visits"} as Plural,
  mapMarks: {one: "{n} place is marked", other: "{n} places are marked"} as Plural,
  mapSays: "{marks}: {names}. The list has the same visits, with day and words.",
  mapPast: "past",
  mapPlanned: "planned or not confirmed",
  mapAround: "somewhere around here",
  mapShape: "no more is known than the country",
  mapNone: "not on the map",
  mapBorders:
    "Coasts and borders are those of Natural Earth, drawn to find one's way. Where borders are disputed, the map is no statement on whose they are.",
  mapFailed: "The map could not be loaded; the list has the same.",
}
const ar: typeof en = {
  itinerary: "مسار الزيارات",
  visitsTo: "زيارات إلى {name}",
  visitsBy: "زيارات من {name}",
  otherVisits: "زيارات أخرى لها صلة",
  visitMap: "خريطة الزيارات",
  visits: {zero: "لا زيارات", one: "زيارة واحدة", two: "زيارتان", few: "{n} زيارات", many: "{n} زيارة", other: "{n} زيارة"},
  mapMarks: {
    zero: "لا علامة على الخريطة",
    one: "على الخريطة مكان واحد",
    two: "على الخريطة مكانان",
    few: "على الخريطة {n} أماكن",
    many: "على الخريطة {n} مكانا",
    other: "على الخريطة {n} مكان",
  },
  mapSays: "{marks}: {names}. والزيارات نفسها في القائمة بأيامها وألفاظها.",
  mapPast: "تمت",
  mapPlanned: "مقررة أو غير مؤكدة",
  mapAround: "في هذه الأنحاء",
  mapShape: "لا يُعلم منها إلا الدولة",
  mapNone: "ليست على الخريطة",
  mapBorders: "السواحل والحدود من بيانات Natural Earth، رُسمت للاستدلال لا غير، وليست قولا منا في حدود متنازع عليها.",
  mapFailed: "تعذر تحميل الخريطة، وفي القائمة ما فيها.",
}
export const ALL_VISIT_LABELS: {readonly [language in Language]: typeof en} = {ar, en}
export const visitLabels = ALL_VISIT_LABELS[language]
