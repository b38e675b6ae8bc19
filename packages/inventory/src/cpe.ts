/**
 * The CPE 2.3 name of a version of an application, as a formatted string.
 *
 * @param product `vendor:product`
 * @see https://nvlpubs.nist.gov/nistpubs/Legacy/IR/nistir7695.pdf, 6.2.3
 */
export function cpeOf(product: string, version: string): string {
	return `cpe:2.3:a:${product}:${version.replace(/[^0-9A-Za-z._-]/g, "\\$&")}:*:*:*:*:*:*:*`;
}
