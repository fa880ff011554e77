//! The build program: `cargo xtask serve | test | build | assets`.

fn main() -> anyhow::Result<()> {
    anyhow::bail!("usage: cargo xtask serve | test | build | assets")
}
