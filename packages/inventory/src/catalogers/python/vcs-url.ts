/** Addresses longer than any in use. */
const MAX_LENGTH = 1024;

/**
 * The address of code as a purl's `vcs_url` has it: `git+https://host/x.git@commit`. Who asked for it and with which password
 * is left out; undefined where the address is none, or of a file on somebody's machine.
 *
 * @see https://spdx.github.io/spdx-spec/v2.3/package-information/#77-package-download-location-field
 */
export function vcsUrlOf(system: string, address: string | undefined, commit: string | undefined): string | undefined {
	if (address === undefined || address.length > MAX_LENGTH || !/^[a-z]{2,4}$/.test(system)) return undefined;

	const url = URL.parse(address);
	if (url === null || !/^(?:https?|ssh|git):$/.test(url.protocol)) return undefined;
	const place = `${url.protocol}//${url.host}${url.pathname}`;
	return `${system}+${place}${commit === undefined || !/^[0-9A-Za-z._-]{1,128}$/.test(commit) ? "" : `@${commit}`}`;
}
