using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;

namespace PimPowerShell.Core.Actions;

/// <summary>
/// The folder of a queue: a file for each action that waits or is under work, <c>done</c> with an empty file for each that is done,
/// <c>failed</c> for those whose work failed. Each step is one rename, so that a kill at any instant leaves an action in one
/// place. One process at a time can have it open.
/// </summary>
internal sealed class ActionFolder : IDisposable
{
    private const string UnfinishedEnd = ".new";

    private readonly string _path;
    private readonly string _done;
    private readonly string _failed;
    private readonly FileStream _lock;

    private ActionFolder(string path, FileStream file)
    {
        _path = path;
        _done = Path.Combine(path, "done");
        _failed = Path.Combine(path, "failed");
        _lock = file;
    }

    /// <summary>Those whose work is not done, the oldest first.</summary>
    public List<ActionFile> Waiting => [.. Files(_path).OrderBy(file => file.Number)];

    /// <summary>Those that were ever taken, as far as they are remembered.</summary>
    public IEnumerable<ActionFile> All => [.. Files(_path), .. Files(_done), .. Files(_failed)];

    /// <summary>Opens a folder, or makes it.</summary>
    /// <param name="path">The folder.</param>
    /// <exception cref="PimException">It is in use, or it cannot be written.</exception>
    public static ActionFolder Open(string path)
    {
        FileStream? file = null;
        try
        {
            Directory.CreateDirectory(path);
            file = new FileStream(Path.Combine(path, "queue.lock"), FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.None);
            var folder = new ActionFolder(path, file);
            Directory.CreateDirectory(folder._done);
            Directory.CreateDirectory(folder._failed);

            // what was being written when a process ended was not answered with 200
            foreach (string unfinished in Directory.GetFiles(path, "*" + UnfinishedEnd).Where(name => ActionFile.Parse(Path.GetFileNameWithoutExtension(name)) is not null))
            {
                File.Delete(unfinished);
            }

            return folder;
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException or NotSupportedException or ArgumentException)
        {
            file?.Dispose();
            throw new PimException(PimErrorKind.Input, $"The queue '{path}' cannot be opened; another listener may be using it. {e.Message}", e) { Subject = path };
        }
    }

    /// <summary>Keeps an action: it is on the disk when this returns.</summary>
    public void Write(ActionFile file, byte[] body) => Change(() =>
    {
        string unfinished = Path.Combine(_path, file.Name + UnfinishedEnd);
        using (var stream = new FileStream(unfinished, FileMode.Create, FileAccess.Write, FileShare.None))
        {
            stream.Write(body, 0, body.Length);
            stream.Flush(flushToDisk: true);
        }

        File.Move(unfinished, Path.Combine(_path, file.Name));
    });

    /// <summary>Notes that the work is begun once more, and gives the body; null for a file that somebody took away.</summary>
    public byte[]? Begin(ActionFile before, ActionFile file)
    {
        byte[]? body = null;
        Change(() =>
        {
            string path = Path.Combine(_path, file.Name);
            try
            {
                File.Move(Path.Combine(_path, before.Name), path);
                body = File.ReadAllBytes(path);
            }
            catch (FileNotFoundException)
            {
                // nobody else may work it, but an administrator may withdraw it
            }
        });
        return body;
    }

    /// <summary>Notes that the work is done; what the action said is no longer needed.</summary>
    public void Complete(ActionFile file) => Change(() =>
    {
        string path = Move(file, _done);
        using var stream = new FileStream(path, FileMode.Truncate);
    });

    /// <summary>Puts an action aside.</summary>
    public void Fail(ActionFile file) => Change(() => Move(file, _failed));

    /// <summary>Removes what only tells that an action was done.</summary>
    /// <param name="time">Those that were sent before.</param>
    public void Forget(DateTimeOffset time) => Change(() =>
    {
        foreach (ActionFile file in Files(_done).Where(file => file.Time < time))
        {
            File.Delete(Path.Combine(_done, file.Name));
        }
    });

    public void Dispose() => _lock.Dispose();

    private string Move(ActionFile file, string folder)
    {
        string path = Path.Combine(folder, file.Name);
        File.Delete(path);
        File.Move(Path.Combine(_path, file.Name), path);
        return path;
    }

    private void Change(Action action)
    {
        try
        {
            action();
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw new PimException(PimErrorKind.Input, $"The queue '{_path}' cannot be written. {e.Message}", e) { Subject = _path };
        }
    }

    private static ActionFile[] Files(string folder) =>
        [.. new DirectoryInfo(folder).EnumerateFiles("*.json").Select(file => ActionFile.Parse(file.Name)).OfType<ActionFile>()];
}
