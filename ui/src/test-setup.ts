import { vi } from 'vitest'

// The test's document lays nothing out: every element is ten rows high, and none changes its size.
vi.stubGlobal(
  'ResizeObserver',
  class {
    observe() {}
    unobserve() {}
    disconnect() {}
  },
)
vi.spyOn(HTMLElement.prototype, 'clientHeight', 'get').mockReturnValue(520)
