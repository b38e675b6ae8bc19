/** `enterprise_linux:9::appstream`: a product, its version, and one of the repositories that it is installed from. */
const REPOSITORY = /::[^:]*$/;

/** `Linux Enterprise Module for Basesystem 15 SP7`, `Linux Enterprise Server 15 SP4-LTSS`. */
const ENTERPRISE = /^Linux Enterprise (?!Micro\b).*?(\d+(?: SP\d+)?)(?:-[\w-]+)?$/;

/**
 * Red Hat's advisories name the repository of a fix, an installed system only its product: a package of version 9 may come
 * from any of the repositories of version 9.
 */
export function redHatRelease(release: string): string {
	return release.replace(REPOSITORY, "");
}

/**
 * SUSE's advisories name a product or module, and how long it is supported; packages of all of them with the same service
 * pack are built from the same sources, and an installed server has packages of many modules.
 */
export function suseRelease(release: string): string {
	const [, servicePack] = ENTERPRISE.exec(release) ?? [];
	return servicePack === undefined ? release : `Linux Enterprise ${servicePack}`;
}
