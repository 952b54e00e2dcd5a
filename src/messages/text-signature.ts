/** Whether a report really comes from the text provider: X-Twilio-Signature. */
import { createHmac, timingSafeEqual } from 'node:crypto';

/**
 * The provider signs the address that it was given, followed by the names and values of the form in the order of the names, with
 * the account's token: HMAC-SHA1, Base64. Source: Twilio, "Validating signatures from Twilio".
 */
export function textSignature(token: string, url: string, form: Readonly<Record<string, string>>): string {
  const data = Object.keys(form)
    .toSorted()
    .reduce((text, name) => text + name + form[name], url);
  return createHmac('sha1', token).update(data, 'utf8').digest('base64');
}

/** Compares in constant time. */
export function isSignedText(
  token: string,
  signature: string,
  { url, form }: { readonly url: string; readonly form: Readonly<Record<string, string>> },
): boolean {
  return addressesOf(url).some((address) => {
    const expected = Buffer.from(textSignature(token, address, form));
    const given = Buffer.from(signature);
    return given.length === expected.length && timingSafeEqual(given, expected);
  });
}

/** Some reports are signed with the usual port in the address, some without. */
function addressesOf(url: string): readonly string[] {
  const { protocol, host, port, pathname, search } = new URL(url);
  if (port !== '') return [url, `${protocol}//${host.slice(0, -port.length - 1)}${pathname}${search}`];
  return [url, `${protocol}//${host}:${protocol === 'https:' ? 443 : 80}${pathname}${search}`];
}
