/** Look of the demo's base map on the screen and on paper. */

/** Calm colours: the base map gives orientation, the plan's colours carry the meaning. */
export const COVER: Record<string, string> = {
	farmland: '#f4f2ea',
	field: '#f1eedf',
	meadow: '#eaf0df',
	grassland: '#e8efdc',
	forest: '#d9e5cf',
	wood: '#d9e5cf',
	heath: '#e6e8d6',
	park: '#dfead5',
	cemetery: '#dfe6d8',
	garden: '#e6eedc',
	allotments: '#e6eedc',
	sport: '#e0ead8',
	residential: '#eeece7',
	core: '#e8e3dc',
	industrial: '#e9e8ec',
	brownfield: '#ebe7dc'
};
export const OTHER_COVER = '#e9ede2';
export const COLOURS = {
	water: '#c9dde6',
	waterText: '#35607a',
	building: '#d8d3ca',
	buildingEdge: '#b5afa4',
	road: '#ffffff',
	roadEdge: '#cbc6bb',
	main: '#fbf3d9',
	path: '#a89f8c',
	rail: '#8f8f8f',
	parcel: '#c2bcb0',
	border: '#8a7591',
	text: '#45433d',
	faint: '#6f6b62',
	halo: '#ffffff'
};

/** Ground width of a street in metres where the tile does not say it; OpenLayers wants pixels. */
export const STREET_METRES: Record<string, number> = { main: 11, country: 8, residential: 7, lane: 4.5, track: 3, path: 2 };
export const UNPAVED = new Set(['path', 'track']);
