import { createContext } from 'svelte';
import type OlMap from 'ol/Map.js';

/** The OpenLayers map of the nearest `PlanMap`. It is a plain object, never made reactive. */
export const [useMap, provideMap] = createContext<OlMap>();
