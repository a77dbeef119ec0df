import {labels, language, otherLabels, otherLanguage} from "../labels/index.ts"
import {Title} from "./title.tsx"
import {Link, to} from "../router.tsx"

/// An address that leads nowhere, told in both languages: whoever was sent it may read the other one.
export function Lost() {
  return (
    <>
      <Title text={labels.lost}>
        <p>{labels.lostSays}</p>
      </Title>
      <p class="lost-ways">
        <Link class="strong" href={to("")}>
          {labels.today}
        </Link>
        <Link class="strong" href={to("timeline")}>
          {labels.timeline}
        </Link>
        <Link class="strong" href={to("search")}>
          {labels.search}
        </Link>
      </p>
      <section class="card lost-other" lang={otherLanguage} dir={language === "ar" ? "ltr" : "rtl"}>
        <h2>{otherLabels.lost}</h2>
        <p>{otherLabels.lostSays}</p>
        <p>
          <a class="strong" href={`/${otherLanguage}`}>
            {otherLabels.brand}
          </a>
        </p>
      </section>
    </>
  )
}
