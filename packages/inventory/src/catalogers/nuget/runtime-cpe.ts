/** The frameworks that the NVD knows by names of its own, by how the names of their packages begin. */
const FRAMEWORKS: readonly (readonly [prefix: string, product: (major: number) => string])[] = [
	["microsoft.netcore.app", (major) => (major < 5 ? ".net_core" : ".net")],
	["microsoft.aspnetcore.app", () => "asp.net_core"],
];

/** What follows, where the package is the framework itself: nothing, or the platform it is built for. */
const RUNTIME = /^(?:\.runtime\..+)?$/;

/** The CPE of a .NET runtime, which the NVD lists apart from packages; undefined for everything else. */
export function runtimeCpe(name: string, version: string): string | undefined {
	const lower = name.toLowerCase();
	const framework = FRAMEWORKS.find(([prefix]) => lower.startsWith(prefix) && RUNTIME.test(lower.slice(prefix.length)));
	const numbers = /^(\d{1,4})\.(\d{1,4})\.(\d{1,6})$/.exec(version);
	if (framework === undefined || numbers === null) return undefined;
	return `cpe:2.3:a:microsoft:${framework[1](Number(numbers[1]))}:${version}:*:*:*:*:*:*:*`;
}
