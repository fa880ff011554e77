// A map view of 1000 × 500 px for tests of what moves it: flat unless it is a globe.

export function fakeMapView({ isGlobe = false } = {}) {
  return {
    isGlobe,
    width: 1000,
    height: 500,
    view: { scale: 1, x: 0, y: 0 },
    center: [0, 0],
    zoomed(scale, [x, y]) {
      const times = scale / this.view.scale;
      return { scale, x: x - (x - this.view.x) * times, y: y - (y - this.view.y) * times };
    },
    turn(center) { this.center = center; },
    turnedBy(dx, dy) { return [this.center[0] - dx, this.center[1] + dy]; },
    viewer: { forward: (lon, lat) => [lon * 25, lat * 12.5] },
  };
}
