import type { CatalogContext } from "../../cataloger.ts";
import type { InstalledPackage } from "./installed.ts";
import { folderAbove, isInModules } from "./module-paths.ts";
import { type ModuleFolder, ModuleResolver, moduleFolder, TOO_MANY_STEPS } from "./module-tree.ts";

const MODULES = "/node_modules";

type Folder = ModuleFolder<InstalledPackage>;

/** Installed packages by their folders: which needs which, and which lies inside of another. */
export class InstalledModules {
	readonly #context: CatalogContext;
	readonly #packages: ReadonlyMap<string, InstalledPackage>;
	/** For a folder the nearest one upwards that has a `node_modules`, itself included. */
	readonly #folders: Map<string, Folder | undefined> = new Map();
	/** The folders that have a `node_modules`, with what is in it. */
	readonly #modules: Map<string, Map<string, Folder>> = new Map();
	readonly #resolver: ModuleResolver = new ModuleResolver();

	constructor(context: CatalogContext, packages: readonly InstalledPackage[]) {
		this.#context = context;
		this.#packages = new Map(packages.map((one) => [one.folder, one]));
		for (const one of packages) this.#place(one);
		for (const [folder, modules] of this.#modules) this.#placeLinks(`${folder}${MODULES}`, modules);
	}

	/** Says that the packages were found, with their relations. */
	add(): void {
		const bundlers = this.#bundlers();
		for (const one of this.#packages.values()) {
			const dependsOn = this.#needsOf(one).flatMap(({ found }) => (found.purl === one.found.purl ? [] : [found.purl]));
			const container = this.#containerOf(one, bundlers);
			this.#context.add({
				...one.found,
				...(dependsOn.length === 0 ? {} : { dependsOn }),
				...(container === undefined ? {} : { containedIn: [container.found.purl] }),
			});
		}
		if (this.#resolver.isSpent)
			this.#context.report({ code: "reference-ignored", message: `Installed JavaScript packages: ${TOO_MANY_STEPS}` });
	}

	#place(one: InstalledPackage): void {
		const around = folderAround(one);
		if (!around.endsWith(MODULES)) return;
		const folder = around.slice(0, -MODULES.length);
		const modules = this.#modules.get(folder) ?? new Map<string, Folder>();
		modules.set(one.folder.slice(around.length + 1), moduleFolder(one));
		this.#modules.set(folder, modules);
	}

	/** pnpm's store links what a package needs to its side. */
	#placeLinks(around: string, modules: Map<string, Folder>): void {
		const { tree } = this.#context;
		for (const { path, kind } of tree.list(around)) {
			const entries = kind === "directory" && path.startsWith(`${around}/@`) ? tree.list(path) : [{ path, kind }];
			for (const entry of entries) {
				const target = entry.kind === "symlink" ? tree.stat(entry.path) : undefined;
				const found = target && this.#packages.get(target.path);
				if (found !== undefined) modules.set(entry.path.slice(around.length + 1), moduleFolder(found));
			}
		}
	}

	/** As Node.js finds them. */
	#needsOf({ folder, manifest }: InstalledPackage): readonly InstalledPackage[] {
		return manifest.needs.flatMap((name) => this.#resolve(folder, name) ?? []);
	}

	#resolve(folder: string, name: string): InstalledPackage | undefined {
		const from = this.#nearest(folder);
		return from && this.#resolver.resolve(from, name)?.content;
	}

	#nearest(folder: string): Folder | undefined {
		const unknown: string[] = [];
		let at: string | undefined = folder;
		for (; at !== undefined && !this.#folders.has(at); at = folderAbove(at)) unknown.push(at);
		let nearest = at === undefined ? undefined : this.#folders.get(at);
		for (const below of unknown.reverse()) {
			const modules = this.#modules.get(below);
			if (modules !== undefined) nearest = { content: undefined, above: nearest, modules };
			this.#folders.set(below, nearest);
		}
		return nearest;
	}

	/**
	 * What packages' archives brought along: what one names, and what that needs, as far as it lies inside of the package. What
	 * else lies there was put there by npm, because another version lies further up.
	 */
	#bundlers(): ReadonlyMap<InstalledPackage, InstalledPackage> {
		const bundlers = new Map<InstalledPackage, InstalledPackage>();
		for (const bundler of this.#packages.values()) {
			const inside = `${bundler.folder}${MODULES}/`;
			const pending = bundler.manifest.bundles.flatMap((name) => this.#resolve(bundler.folder, name) ?? []);
			for (let next = pending.pop(); next !== undefined; next = pending.pop()) {
				if (!next.folder.startsWith(inside) || bundlers.has(next)) continue;
				bundlers.set(next, bundler);
				for (const needed of this.#needsOf(next)) pending.push(needed);
			}
		}
		return bundlers;
	}

	/** None for a second manifest of the same package, as those that tell of another kind of modules. */
	#containerOf(one: InstalledPackage, bundlers: ReadonlyMap<InstalledPackage, InstalledPackage>): InstalledPackage | undefined {
		const container = bundlers.get(one) ?? this.#vendorOf(one.folder);
		return container?.found.purl === one.found.purl ? undefined : container;
	}

	/** The package that somebody copied this one into: the nearest above, in a `node_modules`, with other folders in between. */
	#vendorOf(folder: string): InstalledPackage | undefined {
		if (!isInModules(folder)) return undefined;
		for (let above = folderAbove(folder); above !== undefined && isInModules(above); above = folderAbove(above)) {
			const found = this.#packages.get(above);
			if (found !== undefined) return folder.startsWith(`${above}${MODULES}/`) ? undefined : found;
		}
		return undefined;
	}
}

/** The `node_modules`, or other folder, that a package lies in; a scope is no folder of its own. */
function folderAround({ folder }: InstalledPackage): string {
	const around = folderAbove(folder) ?? "";
	return /\/@[^/]+$/.test(around) ? (folderAbove(around) ?? "") : around;
}
