import { fileURLToPath } from "node:url";
import { alpineRootfs } from "./alpine.ts";
import { goPrograms, rustPrograms } from "./compiled-programs.ts";
import { buildImage, debianRootfs } from "./images.ts";
import { fatJar } from "./java-project.ts";
import { nodeLocks, nodeProjects } from "./node-projects.ts";
import { pythonInstallations, pythonLocks } from "./python-projects.ts";
import { rpmRoots } from "./rpm-roots.ts";
import { composerProject, gems } from "./script-projects.ts";

/** Something that Plimsoll and its peers look at. */
export interface Target {
	readonly name: string;
	/** An OCI layout, a plain folder, or an image in another form. */
	readonly kind: "image" | "folder" | "file";
	readonly path: string;
}

/** Makes every target, or finds it made by an earlier run. */
export function makeTargets(work: string): readonly Target[] {
	const node = nodeProjects(work);
	const { environment, target } = pythonInstallations(work);
	const locks = { "node/": nodeLocks(work, node), "python/": pythonLocks(work) };
	const debian = { "debian.tar": debianRootfs(work) };
	const npm = { app: path(node, "npm-production") };
	const image = (name: string, dockerfile: readonly string[], context: Readonly<Record<string, string>>): Target => {
		return { name, kind: "image", path: buildImage(work, name, dockerfile, context) };
	};
	const folder = (name: string, at: string): Target => ({ name, kind: "folder", path: at });

	return [
		{ name: "distroless", kind: "image", path: fileURLToPath(new URL("../../examples/vulnerable-app", import.meta.url)) },
		image("debian", ["FROM scratch", "ADD debian.tar /"], debian),
		image(
			"debian-changed",
			[
				"FROM scratch",
				"ADD debian.tar /",
				"COPY app /app",
				"COPY target /opt/target",
				"RUN find /usr/lib/python3/dist-packages -type f -exec touch {} +",
				"RUN dpkg --purge --force-depends file && dpkg --remove --force-depends netbase",
				"RUN rm -rf /app/node_modules/lodash",
				"RUN mv /app/node_modules /srv/modules && ln -s /srv/modules /app/node_modules",
				"RUN cp -al /opt/target /opt/linked && rm -rf /opt/target/requests*",
				"RUN rm -rf /opt/linked/idna* && mkdir /opt/linked/idna",
			],
			{ ...debian, ...npm, target },
		),
		image("alpine-npm", ["FROM scratch", "COPY alpine /", "COPY app /app"], { alpine: alpineRootfs(work), ...npm }),
		image("python-environment", ["FROM scratch", "COPY environment /opt/environment"], { environment }),
		image("python-target", ["FROM scratch", "COPY target /opt/target"], { target }),
		image("pnpm-image", ["FROM scratch", "COPY app /app"], { app: path(node, "pnpm") }),
		image("yarn-berry-pnp-image", ["FROM scratch", "COPY app /app"], { app: path(node, "yarn-berry-pnp") }),
		image("locks-image", ["FROM scratch", "COPY node /locks/node", "COPY python /locks/python"], {
			node: locks["node/"],
			python: locks["python/"],
		}),
		...Object.entries(rpmRoots(work)).map(([name, root]) => image(name, ["FROM scratch", "COPY root /"], { root })),
		image("go", ["FROM scratch", "COPY bin /usr/local/bin"], { bin: goPrograms(work) }),
		image("rust", ["FROM scratch", "COPY bin /usr/local/bin"], { bin: rustPrograms(work) }),
		image("java", ["FROM scratch", "COPY app /app"], { app: fatJar(work) }),
		image("ruby", ["FROM scratch", "COPY gems /"], { gems: gems(work) }),
		image("php", ["FROM scratch", "COPY app /app"], { app: composerProject(work) }),
		folder("node-locks", locks["node/"]),
		folder("python-locks", locks["python/"]),
		...["npm", "npm-workspaces", "pnpm", "yarn", "yarn-berry", "yarn-berry-pnp"].map((name) => folder(`folder-${name}`, path(node, name))),
		folder("folder-environment", environment),
	];
}

function path(projects: Readonly<Record<string, string>>, name: string): string {
	const found = projects[name];
	if (found === undefined) throw new Error(`no project ${name}`);
	return found;
}
