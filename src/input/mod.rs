//! Reading: GeoJSON boundaries, stance tables, the member table, the policy and the map document,
//! checked at the door into our own types. Every error names the file and the place in it.
