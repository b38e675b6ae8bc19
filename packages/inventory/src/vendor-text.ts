/** Longer than every name and address of a vendor or maintainer in use, short enough for any column. */
const MAX_LENGTH = 512;

/** Who built a package or maintains it, as its database says it; nothing where it does not, or at no sensible length. */
export function vendorOf(text: string | undefined): { readonly vendor?: string } {
	const vendor = text?.trim() ?? "";
	return vendor === "" || vendor.length > MAX_LENGTH ? {} : { vendor };
}
