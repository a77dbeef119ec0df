/// One address for one article, whatever stands behind it in a feed or in a link that was shared.

/// Parameters that tell who clicked where, and nothing of what is shown: those of the large analytics and advertising programs and of
/// the feed services.
const TRACKING =
  /^(?:utm_.*|mtm_.*|pk_.*|piwik_.*|hsa_.*|at_(?:medium|campaign|custom\d?|link.*|ptr_name|format|bbc_team)|ns_(?:mchannel|source|campaign|linkname|fee)|fbclid|gclid|gclsrc|dclid|gbraid|wbraid|msclkid|yclid|ysclid|twclid|ttclid|igshid|igsh|mc_cid|mc_eid|_hsenc|_hsmi|oly_(?:anon|enc)_id|vero_id|wickedid|s_cid|cmpid|ito|xtor|__twitter_impression|ref_src|ref_url|traffic_source)$/i

/// The address without what makes no difference to what is shown: fragment, port that goes without saying, parameters of tracking,
/// case of the host, a full stop behind it, the ways to write the same letter.
export function canonicalUrl(url: string | URL): string {
  const u = new URL(url)
  u.hash = ""
  u.username = ""
  u.password = ""
  if (u.hostname.endsWith(".")) u.hostname = u.hostname.slice(0, -1)
  if (u.search) {
    const kept = u.search
      .slice(1)
      .split("&")
      .filter((part) => part !== "" && !TRACKING.test(decoded(part.split("=", 1)[0] as string)))
    u.search = kept.length > 0 ? `?${kept.map(sameLetters).join("&")}` : ""
  }
  u.pathname = sameLetters(u.pathname)
  // `new URL` leaves a question mark with nothing behind it.
  return u.href.replace(/\?$/, "")
}

const decoded = (part: string): string => {
  try {
    return decodeURIComponent(part)
  } catch {
    return part
  }
}

/// RFC 3986, 6.2.2: escapes in capitals, and none where none is needed.
const sameLetters = (part: string): string =>
  part.replace(/%[0-9a-f]{2}/gi, (byte) => {
    const c = String.fromCharCode(Number.parseInt(byte.slice(1), 16))
    return /[A-Za-z0-9._~-]/.test(c) ? c : byte.toUpperCase()
  })
