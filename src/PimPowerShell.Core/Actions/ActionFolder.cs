using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using System.Threading;

namespace PimPowerShell.Core.Actions;

/// <summary>
/// The folder of a queue: a file for each action that waits or is under work, <c>done</c> with an empty file for each that is done,
/// <c>failed</c> for those whose work failed. Each step is one rename, so that a kill at any instant leaves an action in one
/// place. One process at a time can have it open.
/// </summary>
internal sealed class ActionFolder : IDisposable
{
    private const string UnfinishedEnd = ".new";
    private const int Attempts = 20;
    private const int PauseMilliseconds = 100;

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
            PrivateFolder.Create(path);
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
    public void Write(ActionFile file, byte[] body)
    {
        string unfinished = Path.Combine(_path, file.Name + UnfinishedEnd);
        try
        {
            using (var stream = new FileStream(unfinished, FileMode.Create, FileAccess.Write, FileShare.None))
            {
                stream.Write(body, 0, body.Length);
                stream.Flush(flushToDisk: true);
            }

            File.Move(unfinished, Path.Combine(_path, file.Name));
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            // where the disk is full it would keep the room that the next, smaller one needs
            Try(() => File.Delete(unfinished));
            throw NotWritten(e);
        }
    }

    /// <summary>Notes that the work is begun once more, where it is, and gives the body; null for a file that somebody took away.</summary>
    public byte[]? Begin(ActionFile before, ActionFile file)
    {
        byte[]? body = null;
        bool isMoved = file == before;
        Change(() =>
        {
            string path = Path.Combine(_path, file.Name);
            try
            {
                if (!isMoved)
                {
                    File.Move(Path.Combine(_path, before.Name), path);
                    isMoved = true;
                }

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
    public void Complete(ActionFile file)
    {
        Change(() => Move(file, _done, file));
        Try(() => new FileStream(Path.Combine(_done, file.Name), FileMode.Truncate).Dispose());
    }

    /// <summary>Puts an action aside. Moved back, it may be begun as often as one that was never begun.</summary>
    public void Fail(ActionFile file) => Change(() => Move(file, _failed, file with { Ended = file.Attempt }));

    /// <summary>Removes what only tells that an action was done. What cannot be removed does no harm, and is left for the next time.</summary>
    /// <param name="time">Those that were sent before.</param>
    public void Forget(DateTimeOffset time) => Try(() =>
    {
        foreach (ActionFile file in Files(_done).Where(file => file.Time < time))
        {
            Try(() => File.Delete(Path.Combine(_done, file.Name)));
        }
    });

    public void Dispose() => _lock.Dispose();

    private void Move(ActionFile file, string folder, ActionFile after)
    {
        string path = Path.Combine(folder, after.Name);
        File.Delete(path);
        File.Move(Path.Combine(_path, file.Name), path);
    }

    /// <summary>Tries again for two seconds: a scanner or a backup holds a file for a moment, and a share blinks.</summary>
    private void Change(Action action)
    {
        for (int left = Attempts - 1; Try(action) is { } error; left--)
        {
            if (left == 0)
            {
                throw NotWritten(error);
            }

            Thread.Sleep(PauseMilliseconds);
        }
    }

    private static Exception? Try(Action action)
    {
        try
        {
            action();
            return null;
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            return e;
        }
    }

    private PimException NotWritten(Exception error) =>
        new(PimErrorKind.Input, $"The queue '{_path}' cannot be written. {error.Message}", error) { Subject = _path };

    private static ActionFile[] Files(string folder) =>
        [.. new DirectoryInfo(folder).EnumerateFiles("*.json").Select(file => ActionFile.Parse(file.Name)).OfType<ActionFile>()];
}
