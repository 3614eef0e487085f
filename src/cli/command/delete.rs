//! `izde delete`.

use crate::cli::args::DeleteArgs;
use crate::cli::config::InForce;
use crate::cli::exit::Exit;
use crate::cli::open::there;
use crate::cli::screen::Screen;
use crate::error::Error;
use crate::output::terminal::count;

pub(in crate::cli) fn run(args: &DeleteArgs, screen: &Screen) -> anyhow::Result<Exit> {
    let index = there(&InForce::of(&args.index)?)?;
    let mut writer = index.writer()?;
    let (mut taken_out, mut unknown) = (0, 0);
    for id in &args.ids {
        if writer.remove(id)? {
            taken_out += 1;
        } else {
            unknown += 1;
            screen.tell(&Error::UnknownDocument { id: id.clone() }.to_string());
        }
    }
    writer.commit()?;
    screen.print(&format!("{} taken out of {}\n", count(taken_out, "document"), index.dir().display()))?;
    Ok(if unknown == 0 { Exit::Found } else { Exit::Error })
}
