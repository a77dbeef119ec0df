/// An address as it may be shown and logged: nothing of a password in it, not even of one that should have been written with %. What is no
/// address stays as it is.
export const withoutPassword = (address: string): string =>
  address.replace(/^([a-z][a-z0-9+.-]*:\/\/[^:@/]*):.*@/is, "$1@").replace(/([?&](?:password|sslpassword)=)[^&#]*/gi, "$1…")
