//! A watch over running cases: one that hangs would otherwise only be noticed by whoever waits.

use std::sync::{Arc, Mutex};
use std::time::{Duration, Instant};

type Running = Arc<Mutex<Vec<(Instant, String)>>>;

/// Ends the process, and names the case, if one runs longer than the limit.
pub struct Watch {
    running: Running,
}

/// A case that runs until this is dropped.
pub struct Case<'w> {
    watch: &'w Watch,
    name: String,
}

impl Watch {
    pub fn start(limit: Duration) -> Self {
        let running = Running::default();
        // The thread ends with the watch, of which it holds no part.
        let watched = Arc::downgrade(&running);
        std::thread::spawn(move || {
            while let Some(running) = watched.upgrade() {
                for (begun, name) in running.lock().expect("nobody panics with the lock").iter() {
                    if begun.elapsed() > limit {
                        eprintln!("{name}: still running after {limit:?}");
                        std::process::exit(1);
                    }
                }
                drop(running);
                std::thread::sleep(Duration::from_millis(500));
            }
        });
        Self { running }
    }

    pub fn case(&self, name: &str) -> Case<'_> {
        self.running.lock().expect("nobody panics with the lock").push((Instant::now(), name.to_owned()));
        Case { watch: self, name: name.to_owned() }
    }
}

impl Drop for Case<'_> {
    fn drop(&mut self) {
        self.watch.running.lock().expect("nobody panics with the lock").retain(|(_, name)| *name != self.name);
    }
}
