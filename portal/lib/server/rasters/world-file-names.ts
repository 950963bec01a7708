/** Names under which the world file of an image may lie beside it, in lower case: `plan.tfw`, `plan.tifw`, `plan.tif.tfw`, `plan.wld`. */
export function worldFileNames(imageName: string): string[] {
	const name = imageName.toLowerCase();
	const dot = name.lastIndexOf('.');
	if (dot <= 0) return [`${name}.wld`];
	const [stem, ending] = [name.slice(0, dot), name.slice(dot + 1)];
	const endings = [`${ending[0]}${ending.at(-1)}w`, `${ending}w`, 'wld'];
	return endings.flatMap((each) => [`${stem}.${each}`, `${name}.${each}`]);
}

export const WORLD_FILE = /\.(tfw|tifw|tiffw|pgw|pngw|jgw|jpgw|jpegw|wld)$/i;

/** World files are of use to programs only. */
export const isWorldFileName = (name: string): boolean => WORLD_FILE.test(name);
