# The links of the documentation lead somewhere.

BeforeAll {
    $root = Split-Path (Split-Path $PSScriptRoot)

    # the headings of a page, as a link names them
    function Get-Anchor([string] $Text) {
        [regex]::Matches($Text, '(?m)^#+ (.+?)\r?$') | ForEach-Object { $_.Groups[1].Value.ToLowerInvariant() -replace '[^\w\- ]' -replace ' ', '-' }
    }

    # what is code has no links and no headings
    function Get-Prose([string] $Path) { (Get-Content $Path -Raw) -replace '(?ms)^(`{3,})[^\n]*\n.*?^\1\s*?$' }
}

Describe 'The pages' {
    It 'have no link that leads nowhere' {
        $pages = @(Get-ChildItem "$root/*.md") + @(Get-ChildItem "$root/docs" -Filter *.md -Recurse)
        $links = foreach ($page in $pages) {
            foreach ($match in [regex]::Matches((Get-Prose $page.FullName), '\]\(([^)\s]+)\)')) {
                [pscustomobject]@{ Page = $page; Link = $match.Groups[1].Value }
            }
        }
        $own = $links | Where-Object Link -NotMatch '^[a-z]+:'
        $own.Count | Should -BeGreaterThan 100
        $own | Where-Object {
            $path, $heading = $_.Link -split '#', 2
            $target = if ($path) { Join-Path $_.Page.DirectoryName $path } else { $_.Page.FullName }
            -not (Test-Path $target) -or ($heading -and $heading -notin (Get-Anchor (Get-Prose $target)))
        } | ForEach-Object { "$($_.Page.Name): $($_.Link)" } | Should -BeNullOrEmpty
    }
}
