//! Work on several things at one time, where there are threads.

/// What `make` makes of each of `items`, in their order. In WebAssembly one after the other.
pub(crate) fn map<T: Sync, R: Send>(items: &[T], make: impl Fn(&T) -> R + Sync) -> Vec<R> {
    #[cfg(target_arch = "wasm32")]
    return items.iter().map(make).collect();
    #[cfg(not(target_arch = "wasm32"))]
    std::thread::scope(|scope| {
        let make = &make;
        let threads = items.iter().map(|item| scope.spawn(move || make(item)));
        let threads: Vec<_> = threads.collect();
        let made = threads.into_iter().map(|thread| match thread.join() {
            Ok(made) => made,
            Err(panic) => std::panic::resume_unwind(panic),
        });
        made.collect()
    })
}
