# Making API keys. That no cmdlet shows one is tested here for all of them.

BeforeAll {
    Import-Module "$PSScriptRoot/PimTest.psm1"
    Import-Module "$PSScriptRoot/PimFake.psm1"
    $sandbox = Start-TestSandbox @{ ProductCount = 30 }
    $session = Connect-PimsSandbox $sandbox @{ Name = 'keys' }
}

AfterAll {
    Disconnect-Pim -All
    Stop-PimSandbox $sandbox.Url
}

Describe 'New-PimKey' {
    BeforeEach {
        Select-PimSession $session
    }

    It 'makes one and gives the key as a secret, with its expiration' {
        $seen = Measure-Request $sandbox { New-PimKey }
        $seen.Requests | Should -Be 1
        $made = $seen.Output[0]
        $made.PSObject.TypeNames[0] | Should -Be 'PimPowerShell.Key'
        $made.Key | Should -BeOfType securestring
        $made.KeyExpiration | Should -Match '^\w{3} \w{3} \d+ \d\d:\d\d:\d\d \d{4}$'
        $made.Provider | Should -Be Pims
        (Get-PimKey $made.Key).PimUser | Should -BeFalse
    }

    It 'gives it the permissions that are named' {
        $made = New-PimKey -PimUser -PimExport -PimEditor:$false
        $made.PimUser, $made.PimExport, $made.PimEditor | Should -Be $true, $true, $false
        $told = Get-PimKey $made.Key
        $told.PimUser, $told.PimExport, $told.PimEditor, $told.PimImport, $told.PimManager, $told.PimSecurity | Should -Be $true, $true, $false, $false, $false, $false
    }

    It 'makes one that can log in' {
        $made = New-PimKey -PimUser
        $other = Connect-PimsSandbox $sandbox @{ ApiKey = $made.Key; Name = 'made' }
        (Get-PimKey -Session $other).PimUser | Should -BeTrue
    }

    It 'does not lose the key when its permissions fail' {
        # nobody gives what they do not have
        $limited = Connect-PimsSandbox $sandbox @{ ApiKey = (New-PimKey -PimSecurity).Key; Name = 'limited' }
        $made = New-PimKey -PimUser -Session $limited -WarningVariable warned -WarningAction SilentlyContinue
        $made.PSObject.Properties.Name | Should -Not -Contain PimUser
        "$warned" | Should -Match '^The API key was made, but it has no permissions yet'
        (Get-PimKey $made.Key).PimUser | Should -BeFalse
        # the key comes first, the warning may end everything
        $all = [Collections.ArrayList]::new()
        { New-PimKey -PimUser -Session $limited -WarningAction Stop -OutVariable +all } | Should -Throw
        $all[0].Key | Should -BeOfType securestring
    }

    It 'sends nothing with -WhatIf' {
        (Measure-Request $sandbox { New-PimKey -PimUser -WhatIf }).Requests | Should -Be 0
    }

    Context 'the secret' {
        BeforeAll {
            $calls = @'
                $made | Get-PimKey @more
                $made | Set-PimKey -PimManager -PassThru @more
                $made | New-PimKeyView Web @more
                New-PimKeyView Web -Key $made.Key @more
                New-PimKeyView Erp -Key $made.Key -IsDefault @more
                $made | Get-PimKeyView @more
                Get-PimKeyView no_such -Key $made.Key @more
                Get-PimKeyView -Key $made.Key -Filter @{ is_default = $true } @more
                Get-PimKeyView -Key $made.Key @more | Set-PimKeyView -Key $made.Key -PassThru @more
                Set-PimKeyView no_such -Key $made.Key -Comment x @more
                Set-PimKeyView Erp -Key $made.Key -IsDefault:$false @more
                Remove-PimKeyView Erp -Key $made.Key -Confirm:$false @more
                Remove-PimKeyView Web -Key $made.Key -Confirm:$false @more
                Set-PimKey $made.Key @more
                Remove-PimKey $made.Key -Confirm:$false @more
                Remove-PimKey $made.Key -Confirm:$false @more
                Set-PimKey $made.Key -PimUser @more
                Get-PimKey $made.Key @more
                Get-PimKeyView -Key $made.Key @more
                New-PimKeyView Web -Key $made.Key @more
'@
            # all that a screen, a log file or a script could show of a thing
            function Get-EveryText($Thing) {
                "$Thing"
                $Thing | Format-List * -Force | Out-String -Width 5000
                $Thing | ConvertTo-Json -Depth 4 -WarningAction SilentlyContinue
                if ($Thing -is [Management.Automation.ErrorRecord]) {
                    for ($e = $Thing.Exception; $e; $e = $e.InnerException) { $e.ToString(); $e | Format-List * -Force | Out-String -Width 5000 }
                    $Thing.ErrorDetails.Message; $Thing.ErrorDetails.RecommendedAction; "$($Thing.CategoryInfo)"; "$($Thing.TargetObject)"
                }
            }
        }

        It 'is in no stream and no property' {
            $history = @($Error)
            $more = @{ Verbose = $true; Debug = $true }
            $seen = @(& { ($made = New-PimKey -PimUser @more) ; . ([scriptblock]::Create($calls)) } *>&1)
            $made = $seen | Where-Object { $_.PSObject.Properties['Key'] } | Select-Object -First 1
            $plain = [Net.NetworkCredential]::new('', $made.Key).Password
            $plain.Length | Should -BeGreaterThan 15
            @($seen | Where-Object { $_ -is [Management.Automation.ErrorRecord] }).Count | Should -BeGreaterThan 8
            @($seen | Where-Object { $_ -is [Management.Automation.VerboseRecord] }).Count | Should -BeGreaterThan 15
            $records = @($seen) + @($Error | Where-Object { $_ -notin $history })
            $text = @($records | ForEach-Object { Get-EveryText $_ }) -join "`n"
            $text | Should -Match 'views/\*\*\*'
            $text | Should -Not -Match $plain
        }

        It 'is in no text of -WhatIf' {
            $result = Invoke-InFreshPwsh @"
                `$null = Start-PimSandbox -ProductCount 30
                Connect-Pim -Sandbox -Provider Pims
                `$made = New-PimKey -PimUser
                `$null = `$made | New-PimKeyView Erp
                Set-PimKey `$made.Key -PimManager -WhatIf
                Remove-PimKey `$made.Key -WhatIf
                New-PimKeyView Web -Key `$made.Key -WhatIf
                Set-PimKeyView Erp -Key `$made.Key -IsDefault -WhatIf
                Remove-PimKeyView Erp -Key `$made.Key -WhatIf
                `$plain = [Net.NetworkCredential]::new('', `$made.Key).Password
                'BACKWARDS ' + -join `$plain[`$plain.Length..0]
"@
            $result.Error | Should -BeNullOrEmpty
            $backwards = $result.Output[-1] -replace '^BACKWARDS '
            $plain = -join $backwards[$backwards.Length..0]
            $plain.Length | Should -BeGreaterThan 15
            @($result.Output -match '^What if: ').Count | Should -Be 5
            $result.Output -match $plain | Should -BeNullOrEmpty
        }
    }
}
